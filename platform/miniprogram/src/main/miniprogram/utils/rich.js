/** Clean HTML of the shop, made to fit a narrow screen. */
const config = require('../config');

function text(html) {
  return String(html || '')
    .replace(/<img /g, '<img style="display:block;max-width:100%;height:auto;margin:12px 0;border-radius:8px" ')
    .replace(/(<img [^>]*src=")\/media\//g, '$1' + (config.api || '') + '/media/')
    .replace(/<p>/g, '<p style="margin:0 0 12px">')
    .replace(/<table/g, '<table style="width:100%;border-collapse:collapse"');
}

module.exports = { text };
