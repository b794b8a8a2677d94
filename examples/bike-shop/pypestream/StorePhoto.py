class StorePhoto:
    """Remembers which photo belongs to the repair; without one it is fine too."""

    def execute(self, log, payload=None, context=None):
        try:
            payload = payload or {}
            photo = payload.get('file_info')
            if photo in (None, 'None', 'cancel'):
                return {'success': 'cancel'}
            log(f"a photo of {photo['size']} bytes")
            return {'success': 'true', payload.get('url_var', 'PHOTO'): photo['id']}
        except Exception as error:
            log(f'The photo could not be stored: {error}')
            return {'success': 'error'}
