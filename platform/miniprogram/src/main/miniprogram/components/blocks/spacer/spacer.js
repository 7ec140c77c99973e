/** Air. Props: `height` (`small`, `medium`, `large`), `line`. */
Component({ properties: { props: { type: Object, value: {} } } });
