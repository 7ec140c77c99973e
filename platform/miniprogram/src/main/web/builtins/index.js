import { controls } from './controls.js'
import { containers } from './containers.js'
import { media } from './media.js'
import { spoken } from './spoken.js'
import all from './templates.js'

/** Tags of the mini-program, written as `wx-…` in the document. */
export const TAGS = new Set([...Object.keys(all), 'page', 'view', 'text', 'cover-view', 'block'])

/** Definitions of the built-in components. */
export function builtins(host) {
  const made = { ...containers(host), ...controls(host), ...media(host) }
  for (const name of Object.keys(all)) if (!made[name]) made[name] = {}
  for (const name of Object.keys(made)) made[name] = spoken(name, made[name])
  return made
}
