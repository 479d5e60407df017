// The links at the end of each page that show it in another language.

const NAMES = { es: 'Español', en: 'English', pt: 'Português' };

/** Reads the page in that language from now on; notes every line that is in another one. */
export async function inLanguage(visitor, language) {
  await visitor.followNamed(NAMES[language]);
  await visitor.speaks(language);
}

/** Reads each of the pages in each language; ends in the one that the others are named by. */
export async function readAll(visitor, origin, paths) {
  for (const language of ['en', 'pt', 'es']) {
    await visitor.open(`${origin}${paths[0]}`);
    await inLanguage(visitor, language);
    for (const path of paths.slice(1)) {
      await visitor.open(`${origin}${path}`);
      await visitor.speaks(language);
    }
  }
}
