/** `20rpx` as a share of the frame's width, which is 750rpx. */
export function rpx(style) {
  return style.includes('rpx') ? style.replace(/(-?(?:\d*\.)?\d+)rpx\b/g, (_, n) => round((n * 100) / 750) + 'cqw') : style
}

/** A length of the mini-program (`20`, `20px`, `20rpx`) in CSS. */
export function length(value) {
  if (value === undefined || value === null || value === '') return ''
  return /^-?[\d.]+$/.test(String(value)) ? value + 'px' : rpx(String(value))
}

function round(n) {
  return +n.toFixed(4)
}
