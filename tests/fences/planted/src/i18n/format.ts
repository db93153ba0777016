// Allowed: i18n writes numbers for people. Not allowed: dice.
export const format = new Intl.NumberFormat('ko');
export const dice = Math.random();
