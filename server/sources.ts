/**
 * What the rules rest on: titles and places behind the source ids of rules and exclusions (specification, section 12).
 * `A` and `B` are the two seed texts. "Seen" names a stored copy that was read where the primary page was not.
 */

interface Source {
  readonly title: string;
  /** Where it can be read, as the specification notes it. */
  readonly where: string;
}

export const SOURCES: Readonly<Record<string, Source>> = {
  A: {
    title: 'Seed text A: "Medical Massage", a clinic\'s page',
    where: 'the source text "Medical Massage" (a clinic\'s page)',
  },
  B: {
    title: "Seed text B: medical and spa massage compared, a clinic's article",
    where: 'the source text "What is a medical massage?" (a clinic\'s article)',
  },
  L03: {
    title: 'Low back pain and sciatica in over 16s (NG59), NICE',
    where:
      'https://www.nice.org.uk/guidance/ng59 ; seen https://jesse.tg/ngc-archive/summary/11116 , https://pathways.nice.org.uk/pathways/low-back-pain-and-sciatica',
  },
  L04: {
    title: 'Back pain: when to get help (999 / 111 lists), NHS',
    where:
      'https://www.nhs.uk/conditions/back-pain/ ; seen https://redflagsymptoms.co.uk/back-pain , https://g-care.glos.nhs.uk/pathway/71/resource/3',
  },
  L05: {
    title:
      'International Framework for Red Flags for Potential Serious Spinal Pathologies (Finucane 2020), IFOMPT / JOSPT',
    where:
      'https://researchers.mq.edu.au/en/publications/international-framework-for-red-flags-for-potential-serious-spina ; https://www.eurekalert.org/news-releases/904355',
  },
  L06: {
    title: 'Cauda equina syndrome warning signs (Greenhalgh, Mercer, Finucane, Selfe), NHS trusts',
    where:
      'https://www.torbayandsouthdevon.nhs.uk/services/specialist-spinal-orthopaedic-physiotherapy-service/common-spinal-conditions/cauda-equina-syndrome/ ; https://www.backes.org.uk/cauda-equina-warning-signs/',
  },
  L07: {
    title: 'Urgent and Emergency Musculoskeletal Conditions Requiring Onward Referral (2020), NHS England / ARMA',
    where: 'seen https://vdocuments.site/urgent-and-emergency-musculoskeletal-conditions-20200323-publications.html',
  },
  L08: {
    title: 'Spinal metastases and metastatic spinal cord compression (NG234), NICE; MSCC guideline, NHS Scotland',
    where:
      'https://www.nice.org.uk/guidance/NG234/chapter/recommendations ; https://rightdecisions.scot.nhs.uk/scottish-palliative-care-guidelines/palliative-emergencies/emergencies-overview/malignant-spinal-cord-compression-mscc',
  },
  L09: {
    title: 'Spondyloarthritis in over 16s (NG65), NICE',
    where: 'https://www.nice.org.uk/guidance/ng65/chapter/recommendations',
  },
  L10: {
    title: 'Temporal (giant cell) arteritis, NHS 111 Wales; nidirect',
    where:
      'https://111.wales.nhs.uk/encyclopaedia/a/article/Arteritistemporal/ ; https://www.nidirect.gov.uk/conditions/giant-cell-arteritis-temporal-arteritis',
  },
  L11: { title: 'Polymyalgia rheumatica, NHS', where: 'seen https://infomedhealth.com/polymyalgia-rheumatica/' },
  L12: {
    title: 'Headaches: when to worry, NHS / Healthily',
    where:
      'https://www.nhs.uk/conditions/headaches/ ; seen https://www.livehealthily.com/self-care/when-to-worry-about-a-headache , https://vitalitytherapy.co.uk/2019/03/25/headaches-how-to-tell-when-they-are-serious/',
  },
  L13: {
    title: 'Stroke: Act FAST, NHS',
    where: 'https://www.bartonfamilypractice.nhs.uk/2021/03/16/when-stroke-strikes-act-f-a-s-t/',
  },
  L14: {
    title: 'Angina; heart attack, NHS',
    where:
      'https://www.nhs.uk/conditions/angina/ ; seen https://healthwell.eani.org.uk/healthtopic/heart-health/angina-0?type_1=2 , https://hedgegrailpharmacy.co.uk/nhs_conditions_heart-attack_symptoms',
  },
  L15: {
    title: 'Deep vein thrombosis (DVT), NHS',
    where:
      'https://www.nhs.uk/conditions/deep-vein-thrombosis-dvt/ ; seen https://britbrief.co.uk/health/nhs/nhs-call-111-if-you-spot-this-symptom-in-one-leg.html',
  },
  L16: {
    title: 'Acute limb ischaemia, RCEM Learning; Devon formulary',
    where:
      'https://www.rcemlearning.co.uk/modules/acute-limb-ischaemia/lessons/clinical-assessment-and-risk-stratification-18/topic/the-6-ps/',
  },
  L17: { title: 'Abdominal aortic aneurysm, nidirect', where: 'https://nidirect.gov.uk/node/10429' },
  L18: {
    title: 'Two neck pain symptoms that need immediate attention, Spine-health',
    where: 'https://www.spine-health.com/blog/2-neck-pain-symptoms-require-immediate-medical-attention',
  },
  L19: {
    title: 'Head injury and concussion, NHS 111 Wales',
    where: 'https://111.wales.nhs.uk/Encyclopaedia/c/article/concussion/',
  },
  L20: {
    title: 'Septic arthritis, NHS',
    where: 'https://developer.api.nhs.uk/widgets/condition/?condition=/conditions/septic-arthritis/',
  },
  L21: { title: 'Cellulitis, NHS', where: 'seen https://nicswell.co.uk/conditions-and-treatments/cellulitis' },
  L22: {
    title: 'Sprains and strains, NHS',
    where:
      'https://www.nhs.uk/conditions/sprains-and-strains/ ; seen https://cliftonroadsurgery.co.uk/health-a-z/?condition=sprains-and-strains/',
  },
  L23: {
    title: 'International IFOMPT Cervical Framework (Rushton 2023), JOSPT',
    where:
      'https://doi.org/10.2519/jospt.2022.11147 ; seen https://physio-pedia.com/index.php?title=International_Framework_for_Examination_of_the_Cervical_Region',
  },
  L24: {
    title: 'Degenerative cervical myelopathy, NHS inform; Royal Free',
    where:
      'https://nhsinform.scot/illnesses-and-conditions/muscle-bone-and-joints/conditions/degenerative-cervical-myelopathy',
  },
  L25: {
    title: 'Hear Her: urgent maternal warning signs, CDC',
    where: 'https://www.cdc.gov/hearher/resources/news-media/recognizing-urgent-warning-signs.html',
  },
  L26: { title: 'Pre-eclampsia: symptoms, NHS', where: 'https://www.nhs.uk/conditions/pre-eclampsia/symptoms/' },
  L27: {
    title: 'Massage and miscarriage in the first trimester (Fogarty, Werner, James 2023), IJTMB',
    where: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9949615/',
  },
  L28: {
    title: 'Relaxation massage during pregnancy: systematic review (Mueller, Grunwald 2021), J Clin Med',
    where: 'seen https://pdfcoffee.com/jcm-10-03485-v2-pdf-free.html',
  },
  L29: {
    title: 'Perinatal massage: positions and blood clots (Sept/Oct 2020), ABMP Massage & Bodywork',
    where: 'https://www.massageandbodyworkdigital.com/i/1276187/59',
  },
  L30: {
    title: 'Postpartum venous thromboembolism (Tepper 2014), Obstetrics & Gynecology',
    where:
      'https://journals.lww.com/greenjournal/Abstract/2014/05000/Postpartum_Venous_Thromboembolism__Incidence_and.14.aspx',
  },
  L31: {
    title: 'Risk for healthcare-associated blood clots, CDC',
    where: 'https://cdc.gov/blood-clots/risk-factors/ha-vte.html',
  },
  L32: {
    title: 'Massage therapy: safety, NCCIH (NIH)',
    where:
      'https://www.nccih.nih.gov/health/massage-therapy-what-you-need-to-know ; seen https://massage.megatopx.com/article002_pg2.html',
  },
  L33: {
    title: 'Massage: risks, Mayo Clinic',
    where:
      'seen http://ambersherbet.com/all-about-massage/is-massage-for-you.html (credits Mayo Clinic) , https://spencermassage.com/risks-of-massage',
  },
  L34: {
    title: 'Massage and other touch therapies in cancer, Macmillan Cancer Support',
    where:
      'https://www.macmillan.org.uk/cancer-information-and-support/treatment/coping-with-treatment/complementary-therapies/massage-or-other-touch-therapies',
  },
  L35: {
    title: 'Gentle pressure in oncology massage (Walton), Massage Magazine; massage therapy, Memorial Sloan Kettering',
    where:
      'https://www.massagemag.com/gentle-pressure-oncology-massage-28781/ ; https://www.mskcc.org/print/cancer-care/integrative-medicine/therapies/massage-therapy',
  },
  L36: {
    title:
      'Contraindications to manual lymph drainage (after Foeldi), Lymphedema Therapy Source; Cleveland Clinic list as quoted',
    where:
      'https://ltstherapy.com/blog/tag/mld-contraindications ; seen https://massage.net/threads/what-does-a-lymphatic-drainage-massage-do-health-digest.263929',
  },
  L37: {
    title: 'Working safely with clients who have osteoporosis (Werner), ABMP Massage & Bodywork',
    where: 'http://www.abmp.com/textonlymags/article.php?article=2728',
  },
  L38: {
    title: 'Adverse events of massage therapy: systematic review (Yin 2014), Hindawi eCAM (CC BY)',
    where: 'https://www.hindawi.com/journals/ecam/2014/480956/',
  },
  L39: {
    title: 'When not to have a massage, practitioner page hosted by ABMP; hypertension chapter after Werner',
    where: 'https://cynthialombardi.abmp.com/contraindications ; http://www.somatics.de/PathologyBook/Hypertension.htm',
  },
  L40: {
    title: 'ABMP sample consent for minors, in Elite Learning',
    where: 'https://ebooks.elitelearning.com/view/223028040/34',
  },
  L41: {
    title: 'Delaware Code Title 24 s. 5318 (minors)',
    where: 'https://www.lawserver.com/law/state/delaware/de-code/delaware_code_title_24_5318',
  },
  L42: {
    title: 'Sports massage (who it is for, citing AMTA), reference.jrank.org',
    where: 'https://reference.jrank.org/fitness/Sports_Massage.html',
  },
  L43: {
    title: 'Dosing trial of massage for chronic neck pain (Sherman 2014), Annals of Family Medicine',
    where:
      'https://ohsu.elsevierpure.com/en/publications/five-week-outcomes-from-a-dosing-trial-of-therapeutic-massage-for-2',
  },
  L44: {
    title: 'Noninvasive treatments for low back pain (2017), American College of Physicians',
    where: 'https://www.guidelinecentral.com/guideline/13349/',
  },
  L45: {
    title: 'Massage for neck pain (2024), Cochrane CD004871.pub5',
    where: 'https://cochranelibrary.com/cdsr/doi/10.1002/14651858.CD004871.pub5/abstract',
  },
  L46: {
    title: 'Massage therapy: what the science says, NCCIH',
    where: 'https://nccih.nih.gov/health/providers/digest/massage-science',
  },
  L47: {
    title: 'A classification of chronic pain for ICD-11 (Treede 2015), PAIN; Oxford summary',
    where: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC4450869 ; https://www.phc.ox.ac.uk/publications/1490011',
  },
  L48: {
    title: 'Cut-off points on the 0-10 scale (Boonstra 2016; Woo 2015)',
    where:
      'https://frontiersin.org/journals/psychology/articles/10.3389/fpsyg.2016.01466/full ; https://apm.amegroups.com/article/view/7959/html',
  },
  L49: {
    title: 'Development of the PEG (Krebs 2009), J Gen Intern Med',
    where: 'https://link.springer.com/article/10.1007/s11606-009-0981-1',
  },
  L50: {
    title: 'Brief Pain Inventory user guide: copyright and terms (Cleeland), MD Anderson',
    where: 'https://studyres.com/doc/1712721/bpi-user-guide---md-anderson-cancer-center?page=14',
  },
  L51: { title: 'STarT MSK legal statements, Keele University', where: 'https://keele.ac.uk/startmsk/legal' },
  L52: { title: 'PAR-Q+ terms and conditions, PAR-Q+ Collaboration', where: 'http://eparmedx.com/?page_id=746' },
  L53: {
    title: '"Is AMTA defining medical massage?" (AMTA release 2006), archived',
    where: 'https://massagetherapynexus.substack.com/p/history-of-the-medical-massage-controversy-5d2',
  },
  L54: { title: 'Code of Ethics, AMTA', where: 'https://nj.wp.amtamassage.org/code-of-ethics' },
  L55: {
    title: 'General Wellness: Policy for Low Risk Devices, FDA',
    where: 'https://innolitics.com/articles/fda-guidance-general-wellness-policy-for-low-risk-devices/',
  },
  L56: {
    title: 'Content for users with low health literacy, NHS Digital',
    where:
      'https://digital.nhs.uk/blog/transformation-blog/2019/creating-better-content-for-users-with-low-health-literacy',
  },
  L57: { title: 'NHS website syndication terms, NHS', where: 'https://developer.api.nhs.uk/about/terms' },
  L58: {
    title: 'Low back pain in youth: recognizing red flags (2020), J Family Practice',
    where: 'https://www.mdedge.com/familymedicine/article/230020/pain/low-back-pain-youth-recognizing-red-flags',
  },
  L59: {
    title: 'Soreness after massage (general advice; weak source)',
    where: 'https://thehealthboard.com/how-do-i-treat-soreness-after-massage.htm',
  },
  L60: {
    title: 'Red flags in low back pain guidelines: review (Verhagen 2016), European Spine Journal',
    where: 'https://link.springer.com/article/10.1007/s00586-016-4684-0',
  },
  L61: {
    title: 'Massage and diabetic peripheral neuropathy (2011), Massage Today',
    where: 'https://www.massagetoday.com/mpacms/mt/article.php?id=14483',
  },
  L62: {
    title: 'When to call the midwife; complications, NHS Birmingham; Dorset',
    where:
      'https://www.uhb.nhs.uk/services/maternity/when-to-call-the-midwife.htm ; https://maternitymattersdorset.nhs.uk/pregnant/complications/',
  },
  L63: {
    title: 'Vertebral compression fracture (osteoporosis), AccessMedicine; review PMC8203169',
    where:
      'https://accessmedicine.mhmedical.com/content.aspx?bookid=2715&sectionid=249058666 ; https://pmc.ncbi.nlm.nih.gov/articles/PMC8203169',
  },
};
