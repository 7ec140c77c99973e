/** Words of the interface in the shopper's language. Text of the shop itself comes as it is. */
const config = require('../config');
const platform = require('../utils/platform');

const LANGUAGES = { 'zh-CN': require('./zh-CN'), en: require('./en') };

let current = '';

function known(tag) {
  return /^en/i.test(String(tag)) ? 'en' : 'zh-CN';
}

/** `zh-CN` or `en`. */
function language() {
  if (!current) {
    current = known(platform.read('language') || config.language);
  }
  return current;
}

/** Speaks this language from now on. */
function choose(tag) {
  current = known(tag);
  platform.write('language', current);
}

/** The words of a section. */
function words(section) {
  return LANGUAGES[language()][section] || {};
}

/** A sentence of a section with its gaps `{0}`, `{1}` filled. */
function say(section, key, first, second) {
  return String(words(section)[key] || key)
    .replace('{0}', first === undefined ? '' : first)
    .replace('{1}', second === undefined ? '' : second);
}

/** Adds sections of a plugin: `{ 'zh-CN': { … }, en: { … } }`. */
function add(section, texts) {
  Object.keys(LANGUAGES).forEach((tag) => {
    LANGUAGES[tag][section] = texts[tag] || texts['zh-CN'];
  });
}

module.exports = { language, choose, words, say, add };
