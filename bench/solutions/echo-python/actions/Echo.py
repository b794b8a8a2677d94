class Echo:
    def execute(self, log, payload=None, context=None):
        return {'success': 'true', 'text': payload['text']}
