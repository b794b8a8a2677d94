import os

NAME = 'Parley'
BOTS = []
CSV_BOTS = ['braze-signup-python']
PATH = os.path.dirname(__file__)

PARAMS = {
    'sandbox': {
        # Braze: what stands in braces comes from solution.ts and from the secrets, and is in no file.
        'braze_url': '{ BRAZE ENDPOINT URL }',
        'braze_api_key': '{ BRAZE API KEY }',
        'braze_user_track': 'users/track',
    },
    'prod': {
        'braze_url': '{ BRAZE ENDPOINT URL }',
        'braze_api_key': '{ BRAZE API KEY }',
        'braze_user_track': 'users/track',
    },
}
