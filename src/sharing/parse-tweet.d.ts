// The module itself, because loading all of twitter-text takes four times as long.
declare module 'twitter-text/dist/parseTweet.js' {
  export { parseTweet as default } from 'twitter-text';
}
