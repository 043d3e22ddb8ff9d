/** English, for mails. How a talk takes place is said as the page said it. */
import type { MailWords } from '../mail-catalogue.ts';
import { call, talk } from './talk.ts';

export const mail: MailWords = {
  language: 'en',
  visitor: {
    booked: {
      subject: 'Your talk is booked',
      title: 'You are booked.',
      lead: 'Thank you. We look forward to talking with you.',
    },
    callback: {
      subject: 'We will call you',
      title: 'We will call you soon.',
      lead: 'Thank you. We have your request.',
    },
    requested: {
      subject: 'We have your request',
      title: 'We have your request.',
      lead: 'We keep this time for you, but it is not booked yet. We still have to say yes.',
    },
    unverified: {
      subject: 'Please confirm your talk',
      title: 'Please confirm your talk.',
      lead: minutes =>
        `It is not booked yet. Please press the button within ${minutes} minutes. We keep the time for you until then.`,
    },
    approved: {
      subject: 'Your talk is confirmed',
      title: 'We said yes. You are booked.',
      lead: 'Thank you for waiting. We look forward to talking with you.',
    },
    declined: {
      subject: 'About your request',
      title: "We are sorry. We can't hold this talk.",
      lead: 'Nothing is booked. There is nothing you have to do.',
    },
    expiredRequest: {
      subject: 'Your request has ended',
      title: 'We are sorry. We did not answer in time.',
      lead: 'Nothing is booked, and the time we kept for you is free again.',
    },
    expiredLink: {
      subject: 'Your request has ended',
      title: 'Your talk is not booked.',
      lead: 'The link in our mail was not used in time, so the time we kept for you is free again.',
    },
    moved: {
      subject: 'Your talk has a new time',
      title: 'Your talk has a new time.',
      lead: 'The old time no longer counts.',
    },
    cancelledByClinic: {
      subject: 'Your talk is cancelled',
      title: 'We had to cancel your talk.',
      lead: 'We are sorry about this. Nothing is booked now.',
    },
    cancelledByVisitor: {
      subject: 'Your talk is cancelled',
      title: 'Your talk is cancelled.',
      lead: 'You cancelled it, and there is nothing more to do.',
    },
    reminder_24h: {
      subject: 'A reminder of your talk',
      title: 'Your talk is coming up.',
      lead: 'This is just a short reminder.',
    },
    reminder_2h: {
      subject: 'Your talk is soon',
      title: 'Your talk is soon.',
      lead: 'It is almost time. We look forward to it.',
    },
    answerBy: when => `We will answer by ${when}. If we do not, the time is free again and we tell you so.`,
    confirm: 'Confirm my talk',
    notYou: 'Not you? Then please leave this mail as it is, and nothing will be booked.',
    notYet: 'It is not booked yet. We still have to say yes.',
    attached: 'An entry for your calendar comes with this mail.',
    plansChange: 'Have your plans changed? Then move or cancel your talk here.',
    manage: 'See or change my talk',
    manageRequest: 'See or cancel my request',
    keepToYourself: 'Please keep this mail to yourself. Its link opens your booking.',
    callUs: phone => `Would you like to talk about it? Please call us on ${phone}. We are happy to help.`,
    bookAgain: 'Book another talk',
    whyThisMail: 'You get this mail because someone asked us for a free talk with this address.',
  },
  clinic: {
    booked: {
      subject: 'A new lead is on your desk',
      title: 'A new lead is on your desk.',
      lead: 'A free talk is booked.',
    },
    callback: {
      subject: 'Someone asks for a call',
      title: 'Someone asks for a call.',
      lead: 'A new lead is on your desk. You will find the number there.',
    },
    requested: {
      subject: 'A request waits for your answer',
      title: 'A request waits for your answer.',
      lead: 'A new lead is on your desk. The time is held until you say yes or no.',
    },
    moved: {
      subject: 'A talk has a new time',
      title: 'A talk has a new time.',
      lead: 'The old time is free again.',
    },
    cancelled: {
      subject: 'A talk is cancelled',
      title: 'A talk is cancelled.',
      lead: 'The visitor cancelled it. There is nothing more to do.',
    },
    expired: {
      subject: 'A request has ended',
      title: 'A request has ended.',
      lead: 'No one answered it in time, so the time is free again. A call may still save it.',
    },
    erased: {
      subject: 'A lead is deleted',
      title: 'A lead is deleted.',
      lead: 'All we held about this person is gone. If a talk was booked, it is cancelled.',
    },
    answerBy: when => `Please answer by ${when}. After that the request ends.`,
    openLead: 'Open the lead',
    openDesk: 'Open the desk',
    whyThisMail: "This mail goes to the clinic's own address. To keep it private, the rest stands on the desk only.",
  },
  digest: {
    fine: {
      subject: 'The last day in numbers',
      title: 'The last day in numbers.',
      lead: 'No message was lost.',
    },
    lost: {
      subject: 'Some messages did not get through',
      title: 'Some messages did not get through.',
      lead: 'We tried many times. Someone may not know about a talk.',
    },
    whatToDo: 'Please open the desk and send them again, or call these people.',
    oldest: when => `The oldest one that waits is from ${when}.`,
    leads: 'New leads',
    cancelled: 'Cancelled talks',
    waiting: 'Messages that wait',
    dead: 'Messages that failed',
    whyThisMail: "This mail goes to the clinic's own address once a day.",
  },
  facts: {
    when: 'When',
    newTime: 'New time',
    askedFor: 'You asked for',
    cancelledTime: 'Cancelled time',
    whenToCall: 'When to call',
    how: 'How',
  },
  time: (time, zone) => `${time} (${zone})`,
  dayAndTime: (day, time) => `${day} at ${time}`,
  talk,
  call,
  anyPart: 'At any time of day',
  calendar: {
    summary: clinic => `Free talk with ${clinic}`,
    how: {
      phone: 'We talk by phone.',
      video: 'We send you a link to the video call.',
      visit: 'Please come to our clinic.',
    },
    changes: phone => `To change or cancel, call ${phone}.`,
  },
};
