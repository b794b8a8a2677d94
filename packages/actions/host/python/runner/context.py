"""The `context` an action gets: the names that Pypestream's have, and ours."""


def read_context(given):
    page = given.get('page') or {}
    channel = given.get('channel') or 'web'
    user_data = {'platform': channel, **page, **{name: value for name, value in given['contact'].items() if name != 'id'}}
    if 'url' in page:
        user_data['last_viewed_url'] = page['url']
    context = {
        'env': given['environment'],
        'chat_id': given['conversation_id'],
        'user_data': user_data,
        'events': given.get('events') or [],
        'solution': given['solution'],
        'conversation_id': given['conversation_id'],
        'contact': dict(given['contact']),
        'idempotency_key': given['idempotency_key'],
        'at': given['at'],
        'attempt': given['attempt'],
    }
    if given.get('error') is not None:
        context['error'] = given['error']
    return context
