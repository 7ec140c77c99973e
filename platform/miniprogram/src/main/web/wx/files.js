import { call } from './call.js'

/** Choosing and looking at files. A chosen file has a `blob:` address in place of a temporary path. */
export function files({ registry }) {
  return {
    chooseImage: call('chooseImage', (o) => choose('image/*', o.count || 9).then((all) => ({ tempFilePaths: all.map((each) => each.path), tempFiles: all.map(({ path, size }) => ({ path, size })) }))),
    chooseMedia: call('chooseMedia', (o) => {
      const kinds = o.mediaType || ['image', 'video']
      return choose(kinds.map((each) => (each === 'mix' ? 'image/*,video/*' : each + '/*')).join(','), o.count || 9).then((all) => ({
        type: kinds[0],
        tempFiles: all.map(({ path, size, kind }) => ({ tempFilePath: path, size, fileType: kind, thumbTempFilePath: '' })),
      }))
    }),
    chooseVideo: call('chooseVideo', () => choose('video/*', 1).then(([one]) => ({ tempFilePath: one.path, size: one.size, duration: 0, width: 0, height: 0 }))),
    getImageInfo: call('getImageInfo', (o) =>
      new Promise((done, failed) => {
        const picture = new Image()
        picture.onload = () => done({ width: picture.naturalWidth, height: picture.naturalHeight, path: picture.src, orientation: 'up', type: 'unknown' })
        picture.onerror = () => failed(new Error('download image fail'))
        picture.src = registry.asset(o.src)
      }),
    ),
    compressImage: call('compressImage', (o) => ({ tempFilePath: o.src })),
    saveFile: call('saveFile', (o) => ({ savedFilePath: o.tempFilePath })),
    openDocument: call('openDocument', (o) => void window.open(o.filePath, '_blank', 'noopener')),
    getFileSystemManager: () => ({
      readFile: call('readFile', async (o) => {
        const file = await fetch(registry.asset(o.filePath))
        return { data: o.encoding ? await file.text() : await file.arrayBuffer() }
      }),
      writeFile: call('writeFile', () => Promise.reject(new Error('not available in the browser'))),
    }),
    env: { USER_DATA_PATH: 'wxfile://usr' },
  }
}

function choose(accept, count) {
  return new Promise((done, failed) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.multiple = count > 1
    input.hidden = true
    document.body.append(input)
    input.onchange = () => {
      const all = [...input.files].slice(0, count).map((file) => ({ path: URL.createObjectURL(file), size: file.size, kind: file.type.split('/')[0] }))
      input.remove()
      if (all.length) done(all)
      else failed(new Error('cancel'))
    }
    input.oncancel = () => {
      input.remove()
      failed(new Error('cancel'))
    }
    input.click()
  })
}
