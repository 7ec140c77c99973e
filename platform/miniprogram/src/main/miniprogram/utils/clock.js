/** The mall's time: countdowns and days go by it, never by the shopper's own clock. */
const MINUTE = 60000;

let ahead = 0;
let eastMinutes = 8 * 60;

/** Takes note of the mall's time as an answer told it. */
function heard(instant) {
  const time = Date.parse(instant);
  if (time) {
    ahead = time - Date.now();
  }
}

/** Where the shop's days begin. @param minutes east of UTC */
function zone(minutes) {
  if (typeof minutes === 'number') {
    eastMinutes = minutes;
  }
}

/** Milliseconds since 1970, by the mall's clock. */
function now() {
  return Date.now() + ahead;
}

/** Milliseconds until an instant, at least 0. */
function until(instant) {
  return Math.max(0, Date.parse(instant) - now());
}

function two(n) {
  return n < 10 ? '0' + n : String(n);
}

function parts(millis) {
  const d = new Date(millis + eastMinutes * MINUTE);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
  };
}

/** `2026-11-22` in the shop's zone. */
function day(instant) {
  const p = parts(typeof instant === 'number' ? instant : Date.parse(instant));
  return p.year + '-' + two(p.month) + '-' + two(p.day);
}

/** `20:00` in the shop's zone. */
function time(instant) {
  const p = parts(Date.parse(instant));
  return two(p.hour) + ':' + two(p.minute);
}

/** `2026-11-22 20:00`, without the year when it is this one. */
function moment(instant) {
  if (!instant) {
    return '';
  }
  const date = day(instant);
  const sameYear = date.slice(0, 4) === day(now()).slice(0, 4);
  return (sameYear ? date.slice(5) : date) + ' ' + time(instant);
}

/** A rest of time as days, hours, minutes, seconds, two digits each. */
function rest(millis) {
  const seconds = Math.ceil(millis / 1000);
  return {
    days: Math.floor(seconds / 86400),
    hours: two(Math.floor((seconds % 86400) / 3600)),
    minutes: two(Math.floor((seconds % 3600) / 60)),
    seconds: two(seconds % 60),
  };
}

module.exports = { heard, zone, now, until, day, time, moment, rest };
