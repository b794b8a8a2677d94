# -*- coding: utf-8 -*-
"""
Creates or updates the Braze profile of the person in the chat, and tells Braze of the sign-up: the action node template of Braze's
partner page about Pypestream, with the values taken from the payload. What the API needed besides: a comma, a body of JSON instead of
a query, the scheme before the key, and every answer but success counted as an error.
"""
import requests
from .. import app


class BrazeExample:
    def execute(self, log, payload=None, context=None):
        try:
            # initialize payload variables
            app_params = app.PARAMS[context['env']]
            # An e-mail address makes a poor external id; without the brand's own id it is sent as the identifier it is.
            external_id = context['contact'].get('external_id')
            user = {'external_id': external_id} if external_id else {'email': payload['email']}
            req_params = {
                "attributes": [{
                    **user,
                    "first_name": payload['first_name'],
                    "last_name": payload['last_name'],
                    "email": payload['email'],
                    "dob": payload['dob'],
                    "home_city": payload['home_city'],
                    "operating_system": payload['operating_system'],
                    "welcome_offer": payload['offer'],
                }],
                "events": [{
                    **user,
                    "name": "Completed Signup Chat",
                    "time": context['at'],
                }],
            }
            req_url = '{}/{}'.format(
                app_params['braze_url'],
                app_params['braze_user_track']
            )
            req_headers = {
                "Authorization": 'Bearer {}'.format(app_params['braze_api_key']),
                "Content-Type": "application/json"
            }

            resp = requests.post(req_url,
                                json=req_params,
                                headers=req_headers,
                                timeout=8)

            log('BrazeExample API response: {}'.format(resp.text))

            if resp.status_code >= 400 or resp.json().get('errors'):
                return {'success': 'error'}

            # An upper-case name sets the variable of that name.
            return {'success': 'true', 'SIGNUP_TIME': context['at']}

        except Exception as err:
            log('BrazeExample Exception error: {}'.format(err))

        return {'success': 'error'}
