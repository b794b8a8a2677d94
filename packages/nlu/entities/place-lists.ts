/** The lists of places that come with this package: half a megabyte, so nobody imports this file who may not need it. */
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' }
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' }
import ja from 'i18n-iso-countries/langs/ja.json' with { type: 'json' }
import ko from 'i18n-iso-countries/langs/ko.json' with { type: 'json' }
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import zh from 'i18n-iso-countries/langs/zh.json' with { type: 'json' }
import cities from './cities.json' with { type: 'json' }
import type { PlaceLists } from './places.ts'

export const placeLists: PlaceLists = {
  cities: cities.cities,
  countries: [en, de, fr, es, pt, it, nl, ko, ja, zh].map(({ locale, countries }) => ({
    language: locale,
    names: countries,
  })),
}
