/** Clean HTML of the shop, made to fit a narrow screen. The classes are in app.wxss. */
const config = require('../config');

function text(html) {
  return String(html || '')
    .replace(/<(img|p|h[1-4]|ul|ol|li|table|th|td|blockquote)(?=[\s>/])/g, '<$1 class="rich-$1"')
    .replace(/(<img [^>]*src=")\/media\//g, '$1' + (config.api || '') + '/media/');
}

module.exports = { text };
