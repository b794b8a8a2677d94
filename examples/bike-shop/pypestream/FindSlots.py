import datetime

HOURS = ('09:00', '11:30', '15:00')


class FindSlots:
    """Free slots on the next two days. A real one would ask the workshop's calendar, with requests."""

    def execute(self, log, payload=None, context=None):
        try:
            email = str((payload or {}).get('email') or '')
            # So that every way through the flow can be tried: ada+full@example.com finds nothing free.
            if '+full@' in email:
                return {'success': 'none', 'slots': []}
            today = datetime.datetime.fromisoformat(context['at'].replace('Z', '+00:00')).date()
            days = [today + datetime.timedelta(days=ahead) for ahead in (1, 2)]
            slots = [f'{day:%A} {hour}' for day in days for hour in HOURS]
            log(f'{len(slots)} slots are free')
            return {'success': 'true', 'slots': slots}
        except Exception as error:
            log(f'No slots could be found: {error}')
            return {'success': 'error'}
