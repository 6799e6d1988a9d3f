import type { Met, Replacement } from './templates.ts';

/** The names that people type most, github.com/github/gemoji. */
const signs: Readonly<Record<string, string>> = {
  ...{ smile: '😄', smiley: '😃', grin: '😁', grinning: '😀', joy: '😂', laughing: '😆' },
  ...{ blush: '😊', wink: '😉', heart_eyes: '😍', sunglasses: '😎', thinking: '🤔', cry: '😢' },
  ...{ sob: '😭', scream: '😱', rage: '😡', confused: '😕', slightly_smiling_face: '🙂' },
  ...{ upside_down_face: '🙃', sweat_smile: '😅', rofl: '🤣', hugs: '🤗', see_no_evil: '🙈' },
  ...{ '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', clap: '👏', wave: '👋' },
  ...{ pray: '🙏', muscle: '💪', ok_hand: '👌', raised_hands: '🙌', point_right: '👉' },
  ...{ point_up: '☝️', point_down: '👇', eyes: '👀', heart: '❤️', broken_heart: '💔' },
  ...{ star: '⭐', sparkles: '✨', fire: '🔥', boom: '💥', zap: '⚡', '100': '💯', tada: '🎉' },
  ...{ rocket: '🚀', bulb: '💡', warning: '⚠️', bell: '🔔', memo: '📝', book: '📖', books: '📚' },
  ...{ computer: '💻', iphone: '📱', email: '📧', link: '🔗', lock: '🔒', key: '🔑', bug: '🐛' },
  ...{ wrench: '🔧', hammer: '🔨', gear: '⚙️', package: '📦', coffee: '☕', beer: '🍺' },
  ...{ pizza: '🍕', cake: '🍰', gift: '🎁', sunny: '☀️', snowflake: '❄️', earth_africa: '🌍' },
  ...{ dog: '🐶', cat: '🐱', bike: '🚲', car: '🚗', airplane: '✈️', house: '🏠', camera: '📷' },
  ...{ white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', question: '❓', exclamation: '❗' },
  ...{ arrow_right: '➡️', arrow_left: '⬅️', arrow_up: '⬆️', arrow_down: '⬇️', poop: '💩' },
};

/** `:rocket:`, where the settings of the old site say that it is a sign: `enableEmoji` of Hugo, jemoji of Jekyll. */
export function emoji({ found, settings, note, line }: Met): Replacement {
  const plugins = [settings['plugins'] ?? settings['gems']].flat();
  const isOn =
    settings['enableEmoji'] === true ||
    settings['enableemoji'] === true ||
    plugins.includes('jemoji');
  if (!isOn) return null;
  const [what, name = ''] = found;
  const sign = Object.hasOwn(signs, name) ? signs[name] : undefined;
  note(sign === undefined ? 'kept' : 'mapped', 'emoji', {
    line,
    what,
    ...(sign === undefined && { advice: 'it stands there as typed; write the sign' }),
  });
  return sign ?? null;
}
