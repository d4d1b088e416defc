// Prints lande's vocabulary and weights, and its answers for the sentences on standard input, as JSON.
// Argument: a folder whose node_modules holds lande and toygrad.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const load = async path => (await import(pathToFileURL(`${process.argv[2]}/node_modules/${path}`))).default;
const lande = await load("lande/standalone/t50.js");
const languages = await load("lande/standalone/t50-langs.js");
const ngrams = await load("lande/standalone/t50-ngrams.js");
const { layers } = await load("lande/standalone/t50-options.js");
const encoder = await load("toygrad/dist/encoder.js");

const dense = layers.filter(layer => layer.type === "dense").map(layer => ({
  filters: layer._filters.map(filter => [...encoder.decode(filter)]),
  biases: [...encoder.decode(layer._biases)],
}));
const answers = JSON.parse(readFileSync(0, "utf8")).map(sentence => {
  const shares = Object.fromEntries(lande(sentence));
  return languages.map(language => shares[language]);
});
console.log(JSON.stringify({
  types: layers.map(layer => layer.type),
  languages,
  ngrams: [ngrams.unigrams, ngrams.bigrams, ngrams.trigrams, ngrams.quadgrams],
  dense,
  answers,
}));
