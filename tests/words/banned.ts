/** Section 6 of the specification, each with its inflections. */
export const BANNED = [
  /\bcur(e[sd]?|ing|able|ative)\b/i,
  /\bfix(e[sd]|ing)?\b/i,
  /\beliminat/i,
  /\bprov(en|e[sd]?|ing|ably)\b/i,
  /\bguarant/i,
  /\bdetox/i,
  /\btoxi[nc]/i,
  /\bdiagnos/i,
  /\bpatholog/i,
  /\bpatients?\b/i,
  /\bsymptom/i,
  /\bcontraindicat/i,
  /\bacute(ly)?\b/i,
  /\bmusculoskeletal/i,
];
