import { call } from './call.js'

/** Queries, observers, canvas, media contexts. */
export function drawing({ shell }) {
  const top = () => shell.top.page
  const element = (id) => shell.find('#' + id)
  return {
    createSelectorQuery: () => top().createSelectorQuery(),
    createIntersectionObserver: (component, options) => (component || top()).createIntersectionObserver(options),
    createMediaQueryObserver: (component) => (component || top()).createMediaQueryObserver(),
    createAnimation: () => {
      const steps = new Proxy({}, { get: (_, name) => (name === 'export' ? () => ({ actions: [] }) : () => steps) })
      return steps
    },
    createCanvasContext: (id) => {
      const canvas = element(id) && element(id).querySelector('canvas')
      const context = canvas && canvas.getContext('2d')
      return context && Object.assign(context, { draw: (_, done) => done && done(), setFillStyle: (v) => (context.fillStyle = v), setFontSize: (v) => (context.font = v + 'px sans-serif') })
    },
    canvasToTempFilePath: call('canvasToTempFilePath', (o) => {
      const canvas = (o.canvas && o.canvas.toDataURL && o.canvas) || (o.canvasId && element(o.canvasId) && element(o.canvasId).querySelector('canvas'))
      if (!canvas) throw new Error('canvas is not there')
      return new Promise((done) => canvas.toBlob((blob) => done({ tempFilePath: URL.createObjectURL(blob) }), o.fileType === 'jpg' ? 'image/jpeg' : 'image/png', o.quality))
    }),
    createOffscreenCanvas: (o) => Object.assign(document.createElement('canvas'), { width: (o && o.width) || 300, height: (o && o.height) || 150 }),
    loadFontFace: call('loadFontFace', async (o) => {
      const face = await new FontFace(o.family, o.source, o.desc || {}).load()
      document.fonts.add(face)
    }),
    createVideoContext: (id) => {
      const video = () => element(id) && element(id).querySelector('video')
      return {
        play: () => video() && video().play(),
        pause: () => video() && video().pause(),
        stop: () => video() && (video().pause(), (video().currentTime = 0)),
        seek: (at) => video() && (video().currentTime = at),
        playbackRate: (rate) => video() && (video().playbackRate = rate),
        requestFullScreen: () => video() && video().requestFullscreen(),
        exitFullScreen: () => document.fullscreenElement && document.exitFullscreen(),
      }
    },
    createInnerAudioContext: () => {
      const audio = new Audio()
      const on = (name) => (listener) => audio.addEventListener(name, listener)
      return Object.assign(audio, { stop: () => audio.pause(), destroy: () => audio.removeAttribute('src'), seek: (at) => (audio.currentTime = at), onPlay: on('play'), onEnded: on('ended'), onError: on('error'), onPause: on('pause'), onTimeUpdate: on('timeupdate') })
    },
    createMapContext: () => ({ moveToLocation() {}, getCenterLocation: call('getCenterLocation', () => Promise.reject(new Error('not available in the browser'))) }),
    createLivePlayerContext: () => ({ play() {}, stop() {}, pause() {}, resume() {}, mute() {} }),
  }
}
