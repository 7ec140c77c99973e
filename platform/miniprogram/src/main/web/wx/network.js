import { call } from './call.js'

const FRESH = 15000

/** Requests, uploads, downloads, sockets. */
export function network() {
  const brought = document.getElementById('wanpu-answers')
  if (brought) given = JSON.parse(brought.textContent)

  return { request, uploadFile, downloadFile, connectSocket, getNetworkType: call('getNetworkType', networkType), onNetworkStatusChange, offNetworkStatusChange() {} }
}

/** Answers that the page has brought along, each for the first who asks. */
let given = {}

function take(method, url) {
  const answer = method === 'GET' && performance.now() < FRESH ? given[url] : undefined
  delete given[url]
  return answer
}

function request(o) {
  const abort = new AbortController()
  const method = (o.method || 'GET').toUpperCase()
  const header = new Headers({ 'content-type': 'application/json' })
  for (const [name, value] of Object.entries(o.header || {})) if (value !== undefined) header.set(name, value)
  let url = o.url
  let body
  if (method === 'GET' || method === 'HEAD') {
    header.delete('content-type')
    if (o.data && typeof o.data === 'object') url += (url.includes('?') ? '&' : '?') + new URLSearchParams(o.data)
  } else if (o.data !== undefined && o.data !== null) {
    if (typeof o.data === 'string' || o.data instanceof ArrayBuffer) body = o.data
    else body = /x-www-form-urlencoded/.test(header.get('content-type')) ? new URLSearchParams(o.data).toString() : JSON.stringify(o.data)
  }
  if (body === undefined) header.delete('content-type')
  const known = take(method, url)
  if (known !== undefined) {
    const result = call('request', () => ({ data: o.dataType !== undefined && o.dataType !== 'json' ? JSON.stringify(known) : known, statusCode: 200, header: {}, cookies: [] }))(o)
    const nothing = { abort() {}, onHeadersReceived() {}, offHeadersReceived() {}, onChunkReceived() {}, offChunkReceived() {} }
    return result ? Object.assign(result, nothing) : nothing
  }
  const late = setTimeout(() => abort.abort(), o.timeout || 60000)
  const listeners = []
  const done = call('request', () =>
    fetch(url, { method, headers: header, body, signal: abort.signal, credentials: 'omit' })
      .then(async (answer) => {
        const headers = Object.fromEntries(answer.headers)
        listeners.forEach((each) => each({ header: headers }))
        const data = o.responseType === 'arraybuffer' ? await answer.arrayBuffer() : await answer.text()
        return { data: o.responseType === 'arraybuffer' ? data : parsed(data, o.dataType), statusCode: answer.status, header: headers, cookies: [] }
      })
      .catch((error) => {
        throw new Error(error.name === 'AbortError' ? 'abort' : error.message)
      })
      .finally(() => clearTimeout(late)),
  )
  const result = done(o)
  const task = { abort: () => abort.abort(), onHeadersReceived: (each) => listeners.push(each), offHeadersReceived() {}, onChunkReceived() {}, offChunkReceived() {} }
  return result ? Object.assign(result, task) : task
}

function parsed(text, dataType) {
  if (dataType !== undefined && dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch (notJson) {
    return text
  }
}

function uploadFile(o) {
  const sending = new XMLHttpRequest()
  const progress = []
  sending.upload.onprogress = (event) =>
    progress.forEach((each) => each({ progress: Math.round((event.loaded / event.total) * 100), totalBytesSent: event.loaded, totalBytesExpectedToSend: event.total }))
  const result = call('uploadFile', async () => {
    const file = await (await fetch(o.filePath)).blob()
    const form = new FormData()
    for (const [name, value] of Object.entries(o.formData || {})) form.append(name, value)
    form.append(o.name, file, o.fileName || o.filePath.split('/').pop())
    return new Promise((done, failed) => {
      sending.open('POST', o.url)
      for (const [name, value] of Object.entries(o.header || {})) if (!/^content-type$/i.test(name)) sending.setRequestHeader(name, value)
      sending.onload = () => done({ data: sending.responseText, statusCode: sending.status })
      sending.onerror = () => failed(new Error('network'))
      sending.onabort = () => failed(new Error('abort'))
      sending.send(form)
    })
  })(o)
  const task = { abort: () => sending.abort(), onProgressUpdate: (each) => progress.push(each), offProgressUpdate() {}, onHeadersReceived() {} }
  return result ? Object.assign(result, task) : task
}

function downloadFile(o) {
  const abort = new AbortController()
  const result = call('downloadFile', async () => {
    const answer = await fetch(o.url, { headers: o.header || {}, signal: abort.signal })
    return { tempFilePath: URL.createObjectURL(await answer.blob()), statusCode: answer.status }
  })(o)
  const task = { abort: () => abort.abort(), onProgressUpdate() {}, offProgressUpdate() {} }
  return result ? Object.assign(result, task) : task
}

function connectSocket(o) {
  const socket = new WebSocket(o.url.startsWith('/') ? location.origin.replace(/^http/, 'ws') + o.url : o.url, o.protocols || [])
  socket.binaryType = 'arraybuffer'
  const on = { open: [], message: [], error: [], close: [] }
  socket.onopen = () => on.open.forEach((each) => each({ header: {} }))
  socket.onmessage = (event) => on.message.forEach((each) => each({ data: event.data }))
  socket.onerror = () => on.error.forEach((each) => each({ errMsg: 'the socket failed' }))
  socket.onclose = (event) => on.close.forEach((each) => each({ code: event.code, reason: event.reason }))
  call('connectSocket', () => undefined)({ success() {}, ...o })
  return {
    get readyState() {
      return socket.readyState
    },
    CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3,
    send: call('sendSocketMessage', (message) => socket.send(message.data)),
    close: call('closeSocket', (how) => socket.close(how.code || 1000, how.reason)),
    onOpen: (each) => on.open.push(each),
    onMessage: (each) => on.message.push(each),
    onError: (each) => on.error.push(each),
    onClose: (each) => on.close.push(each),
  }
}

function networkType() {
  return { networkType: navigator.onLine ? 'wifi' : 'none', hasSystemProxy: false }
}

function onNetworkStatusChange(listener) {
  const tell = () => listener({ isConnected: navigator.onLine, networkType: navigator.onLine ? 'wifi' : 'none' })
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
}
