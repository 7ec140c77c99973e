/** What happened, latest first. */
Component({
  properties: {
    /** `{ text, more, at }` each. */
    steps: { type: Array, value: [] },
  },
});
