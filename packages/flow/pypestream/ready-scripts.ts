/** Scripts of the library that nodes cannot say, in our own words; they read `payload` and `context` as any script does. */

const sysSetEnv = `class SysSetEnv:
    """Puts the name of the environment into a global."""

    def execute(self, log, payload=None, context=None):
        name = str((payload or {}).get('set_env_as') or 'ENV')
        return {'success': 'true', name: str(context['env'])}
`

const showMetadata = (name: string): string => `class ${name}:
    """Puts facts of the session into globals: assign_metadata_vars is {fact: GLOBAL}."""

    def execute(self, log, payload=None, context=None):
        payload = payload or {}
        known = {**context['contact'], **context['user_data'], 'chat_id': context['chat_id'], 'env': context['env']}
        result = {'success': 'true'}
        for mapping in (payload.get('assign_metadata_vars') or {}, payload.get('passthrough_mapping') or {}):
            for fact, name in mapping.items():
                value = known.get(fact)
                if value is not None:
                    result[str(name)] = str(value)
        return result
`

const validateDate = `import datetime
import zoneinfo

FORMATS = ('%Y-%m-%d', '%m/%d/%Y', '%m-%d-%Y', '%d.%m.%Y', '%B %d, %Y', '%B %d %Y', '%d %B %Y')


class ValidateDate:
    """Whether a global holds a day: past, future or not_future where that is asked, and written anew in output_format."""

    def execute(self, log, payload=None, context=None):
        payload = payload or {}
        try:
            name = str(payload.get('global_vars') or payload.get('global_var') or '').split(',')[0].strip()
            text = str(payload.get(name) or payload.get('date') or '').strip()
            formats = [payload['format']] if payload.get('format') else FORMATS
            day = next((found for found in (self._read(text, form) for form in formats) if found), None)
            zone = zoneinfo.ZoneInfo(payload.get('time_zone') or payload.get('timezone') or 'UTC')
            today = datetime.datetime.now(zone).date()
            wanted = str(payload.get('check') or payload.get('validate') or payload.get('type') or '')
            fits = day is not None and {
                'past': lambda: day < today,
                'future': lambda: day > today,
                'not_future': lambda: day <= today,
            }.get(wanted, lambda: True)()
            answer = 'true' if fits else 'false'
            result = {'success': answer, 'valid': answer}
            if fits and payload.get('output_format') and name:
                result[name] = day.strftime(payload['output_format'])
            return result
        except Exception as error:
            log(f'The date cannot be checked: {error}')
            return {'success': 'error', 'valid': 'error'}

    @staticmethod
    def _read(text, form):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            return None
`

const maskSensitiveInfo = `import re

PATTERNS = {
    'card': r'\\b(?:\\d[ -]?){13,16}\\b',
    'ssn': r'\\b\\d{3}-\\d{2}-\\d{4}\\b',
    'email': r'[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+',
    'phone': r'(?<!\\d)(?:\\+?1[ -]?)?\\(?\\d{3}\\)?[ -]?\\d{3}[ -]?\\d{4}(?!\\d)',
}


class MaskSensitiveInfo:
    """Replaces numbers of cards and of people, addresses and phone numbers in globals by stars."""

    def execute(self, log, payload=None, context=None):
        payload = payload or {}
        names = [name.strip() for name in str(payload.get('global_vars') or payload.get('global_var') or '').split(',')]
        result = {'success': 'true'}
        for name in filter(None, names):
            text = str(payload.get(name) or '')
            for pattern in PATTERNS.values():
                text = re.sub(pattern, lambda found: '*' * len(found.group()), text)
            result[name] = text
        return result
`

/** By command. */
export const readyScripts: { readonly [command: string]: string } = {
  SysSetEnv: sysSetEnv,
  SysShowMetadata: showMetadata('SysShowMetadata'),
  ShowMetadata: showMetadata('ShowMetadata'),
  ValidateDate: validateDate,
  MaskSensitiveInfo: maskSensitiveInfo,
}
