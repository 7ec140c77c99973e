/** Joins a path that is relative to the folder of `from`; one with a leading slash begins at the root. */
export function join(from, path) {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** `/pages/a/a?x=1` as `{path: 'pages/a/a', query: {x: '1'}, search: 'x=1'}`. */
export function split(url, from) {
  const mark = url.indexOf('?')
  const raw = mark < 0 ? url : url.slice(0, mark)
  const search = mark < 0 ? '' : url.slice(mark + 1)
  const path = raw.startsWith('/') || !from ? raw.replace(/^\/+/, '') : join(from, raw)
  return { path: path.replace(/\.html$/, ''), query: values(search), search }
}

/** Values as they stand in the address: a mini-program decodes them itself. */
function values(search) {
  const all = {}
  for (const part of search.split('&')) {
    const mark = part.indexOf('=')
    if (part) all[mark < 0 ? part : part.slice(0, mark)] = mark < 0 ? '' : part.slice(mark + 1)
  }
  return all
}
