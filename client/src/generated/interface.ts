export interface paths {
    "/api/user/phone-numbers/sip-trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the SIP trunks
         * @description Without `per_page` and `page` all of them, otherwise one page.
         */
        get: operations["listSipTrunks"];
        put?: never;
        /**
         * Set up a SIP trunk
         * @description Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. Without `agent_name` the default agent of the organization answers; with null none does.
         */
        post: operations["createSipTrunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/phone-numbers/sip-trunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a SIP trunk */
        get: operations["readSipTrunk"];
        /**
         * Change a SIP trunk
         * @description Fields that are left out or equal the trunk do not change. Objects in LiveKit keep their ids, and either all fields change or none. Under `auth` a trunk has no `allowed_inbound_ips`, and a list of addresses is not used. The exception is a trunk that was made with credentials and addresses (through Zudu, or by an import): there a list replaces the addresses, and null or an empty list removes them.
         */
        put: operations["changeSipTrunk"];
        post?: never;
        /** Delete a SIP trunk */
        delete: operations["deleteSipTrunk"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/phone-numbers/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the phone numbers of the account */
        get: operations["listPhoneNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/phone-numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the trunk of a phone number */
        get: operations["readTrunkOfNumber"];
        /**
         * Change the nickname of a phone number
         * @description Null or the empty text removes it. Nothing changes in LiveKit.
         */
        put: operations["renamePhoneNumber"];
        post?: never;
        /** Delete a phone number with its trunk */
        delete: operations["deletePhoneNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user/assistants/phone-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the numbers that an assistant may be given */
        get: operations["listAssignablePhoneNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sio/createSipTrunkDispatch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set up a SIP trunk
         * @description Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. For a day the same request gets the same answer. Without `agent_name` the default agent of the organization answers; with null none does.
         */
        post: operations["createSipTrunkDispatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sip/createSipTrunkDispatch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set up a SIP trunk, at the correctly spelled path
         * @description Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. For a day the same request gets the same answer. Without `agent_name` the default agent of the organization answers; with null none does.
         */
        post: operations["createSipTrunkDispatchBySip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phone-numbers/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a phone number from its carrier
         * @description Connects a number of your own account at Twilio or Plivo for calls in both directions, or does nothing at all. It creates a trunk at the carrier, routes the number to it, and creates the parts of a set-up. The credentials of the account are stored encrypted until the number is deleted, which removes all of these parts. After an import that failed they are kept for a retry. For a day the same request gets the same answer. Without `inbound_agent_id` the default agent of the organization answers; with null none does.
         */
        post: operations["importPhoneNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phone-numbers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a phone number */
        get: operations["readPhoneNumber"];
        put?: never;
        post?: never;
        /** Delete a phone number with its trunk */
        delete: operations["deleteNumber"];
        options?: never;
        head?: never;
        /**
         * Change a phone number
         * @description Fields that are left out do not change. Null removes a field, except `outbound_trunk_id`. `inbound_agent_id` assigns the agent that answers; the metadata of its job holds `inbound_agent_version`, as `{"agent_version":2}`. When an agent is replaced or removed, its version is removed as well, unless the same request has a version. Trunkline does not dial: `GET /v1/trunks/{id}/dialling/{number}` returns the outbound agent to the program that calls. `inbound_webhook_url` and `number_provider` are stored and shown.
         */
        patch: operations["changePhoneNumber"];
        trace?: never;
    };
    "/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the operations */
        get: operations["listOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act on many operations
         * @description Cancels or retries the operations that the filter selects, or retries or skips their parts that are stuck: all of them, or only `part`. Without `state` and `stuck` the filter selects running operations for `cancel`, failed ones for `retry`, and stuck ones for the other actions. One request acts on at most 100 operations, the newest first; `next` continues behind them. With `dry_run=true` the answer says what would happen, and what would remain.
         */
        post: operations["actOnOperations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an operation
         * @description Its state, its steps, its failure and the trunk that it made. An operation can be read from the moment of its acceptance.
         */
        get: operations["readOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an operation
         * @description Server-sent events. The stream closes after the event `ended`.
         */
        get: operations["followOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an operation
         * @description The operation is compensated: a set-up is removed, and a change is restored.
         */
        post: operations["cancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed operation again
         * @description With the same input, as a new operation.
         */
        post: operations["retryOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry or skip a part that is stuck
         * @description `retry` tries the part again at once. `skip` goes on without it; `remains` says what that leaves. The name and the reason are stored with the operation.
         */
        post: operations["resolveOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who you are
         * @description The organization and the key of this request, what the key may do, and the limits of requests.
         */
        get: operations["readMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API keys */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Without `scopes` the key has read and provision. The secret is shown only once.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Makes a key with the same label, scopes and addresses. The old key is accepted for `overlap_hours` more. Without `expires_at` the new key lives as long as the old one was meant to.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It is not accepted from now on, and its event streams end within a second.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reconciliations */
        get: operations["listReconciliations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a reconciliation with its findings */
        get: operations["readReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the service answers */
        get: operations["readHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that set-ups are possible */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the metrics */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/livekit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a webhook of LiveKit
         * @description For livekit-server, which signs each webhook with the key that LIVEKIT_API_KEY names. The signature is in the header Authorization. Nobody else can use this endpoint.
         */
        post: operations["receiveLiveKitWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read this description */
        get: operations["readDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the trunks
         * @description Without `sort` the oldest comes first. An operator lists the trunks of all organizations.
         */
        get: operations["listTrunks"];
        put?: never;
        /**
         * Set up a trunk
         * @description Creates an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. A number begins with +; an extension of seven digits or more needs `sip_trunk_type`. `sip_address` may have a port. `auth_and_ip` requires credentials and one of the addresses. Without `agent_name` the default agent of the organization answers; with null none does. `preset` fills what is left out with what the carrier needs.
         */
        post: operations["createTrunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a trunk */
        get: operations["readTrunk"];
        put?: never;
        post?: never;
        /**
         * Delete a trunk
         * @description With `If-Match` nothing happens if somebody has changed the trunk meanwhile.
         */
        delete: operations["deleteTrunk"];
        options?: never;
        head?: never;
        /**
         * Change a trunk
         * @description Fields that are left out or equal the trunk do not change, so that a trunk as it was read may be sent back. Null removes what may be missing. Objects in LiveKit keep their ids, and either all fields change or none. With `If-Match` nothing changes if somebody else has changed the trunk meanwhile. When an agent is replaced or removed, its version is removed as well, unless the same request has a version.
         */
        patch: operations["changeTrunk"];
        trace?: never;
    };
    "/v1/trunks/{id}/dialling/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how to call a number over a trunk
         * @description Gives the fields of LiveKit’s CreateSIPParticipant, with the numbers in the forms of `sip_calling_format` and `caller_id_format`, the headers and the media of the trunk, and the agent to dispatch into the room of the call: the `outbound_agent_id` of the trunk. It does not dial.
         */
        get: operations["readDialling"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/carrier-sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what to enter at the carrier
         * @description What the owner of the trunk enters at the carrier, as JSON, or as a page to print for `Accept: text/html`. The password is not part of it.
         */
        get: operations["readCarrierSheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the health of a trunk
         * @description What LiveKit’s webhooks, checks and reconciliations have shown within the last day. Calls that LiveKit refuses before it opens a room leave no trace here.
         */
        get: operations["readTrunkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the revisions of a trunk
         * @description The revisions of a deleted trunk can be listed as well.
         */
        get: operations["listRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a revision of a trunk */
        get: operations["readRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/revert/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert a trunk to a revision
         * @description The revert is a change: it happens completely and in place, or not at all. It makes a new revision.
         */
        post: operations["revertTrunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain what LiveKit does with a call
         * @description Evaluates the decisions of LiveKit on the objects that it has right now: which trunk and rule take a call, which status codes the caller gets, why every other trunk and rule does not take it, and what to do. Nothing is changed, and nobody is called. An organization sees its own objects only; the key of an operator sees all of them.
         */
        post: operations["explainCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a trunk
         * @description Each check is `pass`, `warn`, `fail` or `unknown`, with what was seen and what to do. Nothing is changed. The host of the carrier is looked up and asked only if the operator has enabled probes.
         */
        post: operations["checkTrunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a trunk before it is set up
         * @description Each check is `pass`, `warn`, `fail` or `unknown`, with what was seen and what to do. Nothing is changed. The host of the carrier is looked up and asked only if the operator has enabled probes. The body is that of a create, of either contract or of /v1.
         */
        post: operations["checkRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{id}/test-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place a test call over a trunk
         * @description LiveKit really calls the number, and hangs up after `talk_seconds`, or if nobody answers within `ring_seconds`. The answer says how it went, why, and what to do. The key needs the scope `call`, which only the operator of the service can give.
         */
        post: operations["testCallTrunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the test calls */
        get: operations["listTestCalls"];
        put?: never;
        /**
         * Place a test call over a trunk that is not set up
         * @description LiveKit really calls the number, and hangs up after `talk_seconds`, or if nobody answers within `ring_seconds`. The answer says how it went, why, and what to do. The key needs the scope `call`, which only the operator of the service can give. `trunk` is the body of a create, of either contract or of /v1. Nothing is set up.
         */
        post: operations["testCallRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a test call */
        get: operations["readTestCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the imports */
        get: operations["listImports"];
        put?: never;
        /**
         * Import many trunks
         * @description The body is a file with one trunk on each line: at most 10,000 lines, including empty ones, of at most 64 KiB each. All lines are checked before the first set-up begins. The file has a JSON object on each line (`ImportLine`), or it is CSV whose header names these columns in any order; optional ones may be missing: `phone_number`, `nickname`, `sip_username`, `sip_password`, `sip_address`, `sip_calling_format`, `inbound_authorization_type`, `allowed_inbound_ips`, `country_code`, `outbound_proxy`, `agent_name`, `outbound_agent_id`, `inbound_agent_version`, `outbound_agent_version`, `inbound_webhook_url`, `number_provider`, `accept_national`, `transport`, `inbound_enabled`, `outbound_enabled`, `from_host`, `caller_id_format`, `identity_header`, `outbound_headers`, `outbound_headers_to_attributes`, `outbound_codecs`, `outbound_media_encryption`, `inbound_media_encryption`, `inbound_headers_to_attributes`, `ringing_timeout`, `max_call_duration`, `room_prefix`, `participant_attributes`, `sip_trunk_type`, `carrier`, `preset`. In CSV an empty cell means no value, addresses are separated by spaces, commas or semicolons, and surrounding spaces belong to names and passwords.
         */
        post: operations["beginImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an import */
        get: operations["readImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the outcome of every line of an import */
        get: operations["readImportReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try the failed lines of an import again */
        post: operations["retryImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel the lines of an import that have not begun */
        post: operations["cancelImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the trunks in the format of an import
         * @description Passwords are left out: `sip_password` is empty. `carrier` names the carrier at which Trunkline has connected the number; such a line cannot be imported.
         */
        get: operations["exportTrunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountPhoneNumber: {
            id: number;
            phone_number: string;
            nickname: string | null;
            country_code: string | null;
            /** @constant */
            type: "sip";
            type_label: string;
            /** @constant */
            sms_capable: false;
            region: null;
            /** @constant */
            has_active_subscription: false;
            /** Format: date-time */
            created_at: string;
        };
        ActionsDone: {
            data: {
                operation_id: string;
                organization_id: string;
                phone_number: string;
                part: ("route" | "rule" | "inbound" | "outbound" | "carrier" | "number") | null;
                /** @enum {string} */
                outcome: "done" | "would_be_done" | "refused";
                /** @description Why it was refused. */
                reason: string | null;
                retried_by: string | null;
                remains: components["schemas"]["Remains"] | null;
            }[];
            /** @description The `cursor` of the next request; null at the end. */
            next: string | null;
        };
        AssignablePhoneNumber: {
            id: number;
            phone_number: string;
            country_code: string | null;
            type_label: string;
            is_available: boolean;
        };
        BegunImport: {
            id: string;
            /** @enum {string} */
            state: "running" | "finished";
            total: number;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            created_at: string;
            cancelled_at: string | null;
            finished_at: string | null;
            /** @description The address of the report. */
            report: string;
            /** @description Lines that are imported as they are, but can surprise; at most 1,000. */
            warnings?: {
                line: number;
                message: string;
            }[];
        };
        Call: {
            /** @enum {string} */
            direction: "inbound" | "outbound";
            /** Format: date-time */
            started_at: string;
            /** @description Null for a current call. */
            ended_at: string | null;
            outcome: ("completed" | "refused" | "unavailable" | "not_placed" | "unanswered" | "dropped" | "lost" | "cancelled" | "replaced" | "unseen") | null;
            meaning: string | null;
        };
        CarrierSheet: {
            trunk_id: number;
            /** @description The carrier; null if it is not a known one. */
            carrier: string | null;
            inbound: {
                name: string;
                label: string;
                values: string[];
                note: string | null;
            }[];
            outbound: {
                name: string;
                label: string;
                values: string[];
                note: string | null;
            }[];
            notes: string[];
            sources: string[];
            checked_on: string | null;
        };
        ChangedPhoneNumber: {
            phone_number: string;
            nickname: string | null;
            organization_id: string;
            area_code: number | null;
            /** @constant */
            phone_number_type: "CUSTOM";
            number_provider: string | null;
            inbound_agent_id: string | null;
            outbound_agent_id: string | null;
            inbound_agent_version: number | null;
            outbound_agent_version: number | null;
            inbound_webhook_url: string | null;
            inbound_trunk_id: string;
            outbound_trunk_id: string;
            dispatch_rule_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            /** @description For people; null for an extension. */
            phone_number_pretty: string | null;
            /** @description In milliseconds since 1970. */
            last_modification_timestamp: number;
        };
        ChangedTrunk: {
            id: number;
            organization_id: string;
            /** @enum {string} */
            sip_trunk_type: "number" | "extension";
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
            allowed_inbound_ips: string[];
            outbound_proxy: boolean;
            country_code: string | null;
            agent_name: string | null;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            outbound_agent_id: string | null;
            inbound_agent_version: number | null;
            outbound_agent_version: number | null;
            inbound_webhook_url: string | null;
            number_provider: string | null;
            sip_inbound_host: string | null;
            inbound_trunk_id: string;
            outbound_trunk_id: string;
            dispatch_rule_id: string;
            /**
             * @description `deleting` from the beginning of a delete until the trunk is gone.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            warnings?: string[];
        };
        Checks: {
            /**
             * @description The worst of the checks.
             * @enum {string}
             */
            outcome: "fail" | "warn" | "unknown" | "pass";
            checks: {
                /** @enum {string} */
                name: "objects" | "enabled" | "number_claim" | "wildcards" | "hidden_numbers" | "host" | "addresses" | "options_udp" | "options_tcp" | "options_tls" | "credentials" | "carrier" | "sip_node" | "agent" | "number_forms";
                /** @enum {string} */
                outcome: "fail" | "warn" | "unknown" | "pass";
                evidence: string;
                remedy: string | null;
            }[];
        };
        CreatedKey: {
            id: string;
            label: string;
            scopes: ("read" | "provision" | "admin" | "call")[];
            allowed_addresses: string[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Known to the minute. */
            last_used_at: string | null;
            /** @description Shown only in this answer. */
            secret: string;
        };
        DeletedTrunk: {
            id: number;
            phone_number: string;
            /** @constant */
            deleted: true;
            warnings?: string[];
        };
        Dialling: {
            sip_trunk_id: string;
            /** @description The number in the form of `sip_calling_format`. */
            sip_call_to: string;
            /** @description The caller in the form of `caller_id_format`. LiveKit takes it from the trunk if the call has none. */
            sip_number: string;
            /** @description The headers of the trunk (`identity_header`, `outbound_headers`). LiveKit adds them to those of the call, which win. */
            headers: {
                [key: string]: string;
            };
            /** @description The encryption and the codecs of the trunk; null if it leaves both to LiveKit. LiveKit takes what a call leaves out from the trunk. */
            media: {
                /** @enum {string} */
                encryption?: "SIP_MEDIA_ENCRYPT_ALLOW" | "SIP_MEDIA_ENCRYPT_REQUIRE";
                only_listed_codecs?: boolean;
                codecs?: {
                    name: string;
                    rate: number;
                }[];
            } | null;
            /** @description The agent that makes the call (`outbound_agent_id`), in the fields of CreateDispatch, with its version in `metadata`; null when the trunk has none. */
            agent: {
                agent_name: string;
                metadata: string;
            } | null;
        };
        /** @description An object in LiveKit. */
        ExplainedObject: {
            /** @enum {string} */
            kind: "inbound" | "outbound" | "rule";
            id: string;
            name: string;
        } | {
            /** @constant */
            kind: "not_yours";
            id: null;
            /** @constant */
            name: "an object that is not yours";
        };
        Explanation: {
            /** @enum {string} */
            verdict: "accepted" | "challenged" | "refused" | "silent" | "unknown";
            readonly codes: number[];
            trunk: components["schemas"]["ExplainedObject"] | null;
            rule: components["schemas"]["ExplainedObject"] | null;
            room: string | null;
            candidates: {
                object: components["schemas"]["ExplainedObject"];
                reasons: {
                    /** @enum {string} */
                    cause: "other_number" | "number_in_other_form" | "caller_not_allowed" | "source_not_allowed" | "number_elsewhere" | "ambiguous_trunk" | "names_other_trunks" | "names_a_trunk" | "caller_not_in_rule" | "number_not_in_rule" | "pin_differs" | "pin_not_entered" | "rule_is_open" | "trunks_rule_first" | "later_rule" | "conflicting_rule" | "undecided_rule" | "unknown_rule" | "ends_livekit" | "credentials_missing" | "credentials_wrong" | "credentials_unasked" | "credentials_in_wrong_header" | "no_called_user" | "no_trunk" | "no_rule" | "inbound_disabled" | "room_unusable" | "no_offer" | "no_common_codec" | "encryption_required" | "media_unusable" | "pin_asked" | "pin_refused" | "taken_without_trunk" | "addresses_unreadable" | "source_claimed" | "credentials_incomplete" | "not_yours" | "outbound_disabled" | "not_outbound" | "nobody_called" | "no_caller_number" | "address_unusable" | "transport_is_udp" | "challenge_unanswerable";
                    meaning: string;
                    remedy: string | null;
                }[];
            }[];
            fixes: {
                /** @enum {string} */
                cause: "other_number" | "number_in_other_form" | "caller_not_allowed" | "source_not_allowed" | "number_elsewhere" | "ambiguous_trunk" | "names_other_trunks" | "names_a_trunk" | "caller_not_in_rule" | "number_not_in_rule" | "pin_differs" | "pin_not_entered" | "rule_is_open" | "trunks_rule_first" | "later_rule" | "conflicting_rule" | "undecided_rule" | "unknown_rule" | "ends_livekit" | "credentials_missing" | "credentials_wrong" | "credentials_unasked" | "credentials_in_wrong_header" | "no_called_user" | "no_trunk" | "no_rule" | "inbound_disabled" | "room_unusable" | "no_offer" | "no_common_codec" | "encryption_required" | "media_unusable" | "pin_asked" | "pin_refused" | "taken_without_trunk" | "addresses_unreadable" | "source_claimed" | "credentials_incomplete" | "not_yours" | "outbound_disabled" | "not_outbound" | "nobody_called" | "no_caller_number" | "address_unusable" | "transport_is_udp" | "challenge_unanswerable";
                object: components["schemas"]["ExplainedObject"] | null;
                meaning: string;
                remedy: string;
            }[];
        };
        ExportLine: {
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_password: null;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
            allowed_inbound_ips: string[];
            country_code: string | null;
            outbound_proxy: boolean;
            agent_name: string | null;
            outbound_agent_id: string | null;
            inbound_agent_version: number | null;
            outbound_agent_version: number | null;
            inbound_webhook_url: string | null;
            number_provider: string | null;
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            /** @enum {string} */
            sip_trunk_type: "extension" | "number";
            carrier: ("twilio" | "plivo") | null;
            preset: null;
        };
        Failure: {
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "number_in_use" | "target_not_public" | "target_unresolved" | "carrier_credentials_refused" | "carrier_number_not_found" | "carrier_number_without_voice" | "carrier_refused" | "carrier_unexpected_answer" | "carrier_unreachable" | "carrier_throttled" | "carrier_off" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            /** @enum {string} */
            component: "livekit" | "carrier" | "database" | "temporal" | "trunkline";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
            /** @enum {string} */
            step: "carrier" | "inbound" | "outbound" | "rule" | "route" | "record";
            removed: {
                inbound: number;
                outbound: number;
                rule: number;
            };
            skipped: ("route" | "rule" | "inbound" | "outbound" | "carrier" | "number")[];
        };
        FieldErrorEnvelope: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: {
                [key: string]: string;
            };
            /** @constant */
            code: "validation_failed";
            warnings?: string[];
        };
        FieldErrors: {
            message: string;
            errors: {
                [key: string]: string[];
            };
            warnings?: string[];
        };
        Finding: {
            /** @enum {string} */
            code: "orphan" | "duplicate" | "missing" | "drift" | "unmanaged_fields" | "password_unreadable" | "wildcard_trunk" | "wildcard_rule" | "open_trunk" | "foreign_on_number" | "foreign_rule_on_trunk" | "unfinished_operation";
            /** @enum {string} */
            severity: "critical" | "warning" | "notice";
            object: {
                /** @enum {string} */
                kind: "inbound" | "outbound" | "rule";
                id: string | null;
            } | null;
            trunk_id: number | null;
            operation_id: string | null;
            /** @description The last two characters. */
            number: string | null;
            evidence: string;
            fields: string[];
            /** @enum {string} */
            action: "none" | "repair" | "remove" | "remove_if_requested";
            outcome: ("reported" | "repaired" | "removed" | "busy" | "failed" | "held_back" | "gone_by_itself") | null;
            note: string | null;
            meaning: string;
            repair: string | null;
            remedy: string;
        };
        IdempotencyKeyReused: {
            message: string;
            errors: {
                [key: string]: string[];
            };
            warnings?: string[];
            /** @constant */
            code: "idempotency_key_reused";
        };
        Import: {
            id: string;
            /** @enum {string} */
            state: "running" | "finished";
            total: number;
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            created_at: string;
            cancelled_at: string | null;
            finished_at: string | null;
            /** @description The address of the report. */
            report: string;
        };
        ImportedNumber: {
            phone_number: {
                phone_number: string;
                nickname: string | null;
                organization_id: string;
                /** @constant */
                phone_number_type: "CUSTOM";
                inbound_agent_id: string | null;
                outbound_agent_id: string | null;
                inbound_trunk_id: string;
                outbound_trunk_id: string;
                dispatch_rule_id: string;
                /** Format: date-time */
                created_at: string;
                /** @enum {string} */
                number_provider: "twilio" | "plivo";
            };
            validation_result: {
                phone_number: string;
                /** @enum {string} */
                provider: "twilio" | "plivo";
                capabilities: {
                    voice: boolean;
                    sms: boolean;
                    mms: boolean;
                };
                /** @constant */
                status: "valid";
            };
            import_details: {
                /** @description In milliseconds since 1970. */
                imported_at: number;
                organization_id: string;
                /** @enum {string} */
                provider: "twilio" | "plivo";
            };
        };
        ImportLine: {
            /**
             * Phone number
             * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
             * @example +15551234567
             * @example 1000
             */
            phone_number: string;
            /** Nickname */
            nickname?: string | "" | null;
            /**
             * SIP username
             * @example sip_user
             */
            sip_username: string;
            /** SIP password */
            sip_password: string;
            /**
             * SIP server address
             * Format: sip-address-with-port
             * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
             * @example sip.gateway.com
             * @example sip.gateway.com:5070
             */
            sip_address: string;
            /**
             * SIP calling format
             * @enum {string}
             */
            sip_calling_format: "+e164" | "e164" | "national";
            /**
             * Inbound authorization type
             * @enum {string}
             */
            inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
            /** Allowed IP addresses */
            allowed_inbound_ips?: string[] | null;
            /**
             * Country code
             * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
             */
            country_code?: string | "" | null;
            /**
             * Outbound proxy
             * @default false
             */
            outbound_proxy?: boolean | null;
            /**
             * Agent name
             * @description The name under which an agent is registered in LiveKit.
             */
            agent_name?: string | "" | null;
            /**
             * Outbound agent id
             * @description The name under which an agent is registered in LiveKit.
             */
            outbound_agent_id?: string | "" | null;
            /** Inbound agent version */
            inbound_agent_version?: number | "" | null;
            /** Outbound agent version */
            outbound_agent_version?: number | "" | null;
            /**
             * Inbound webhook URL
             * @description An http or https URL; characters outside ASCII must be percent-encoded.
             */
            inbound_webhook_url?: string | "" | null;
            /** Number provider */
            number_provider?: string | "" | null;
            /**
             * Accept national
             * @default false
             */
            accept_national?: boolean | null;
            /**
             * Transport
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             */
            transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
            /**
             * Inbound enabled
             * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
             */
            inbound_enabled?: boolean | "" | null;
            /**
             * Outbound enabled
             * @description Calls from the number are on. With false, LiveKit refuses to place them.
             */
            outbound_enabled?: boolean | "" | null;
            /**
             * From host
             * @description A full host name or an IPv4 address, without a port.
             */
            from_host?: string | "" | null;
            /**
             * Caller id format
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             */
            caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
            /**
             * Identity header
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             */
            identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
            /**
             * Outbound headers
             * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
             */
            outbound_headers?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
             */
            outbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound codecs
             * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
             */
            outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
            /**
             * Outbound media encryption
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound media encryption
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
             */
            inbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Ringing timeout
             * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
             */
            ringing_timeout?: number | "" | null;
            /**
             * Maximum call duration
             * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
             */
            max_call_duration?: number | "" | null;
            /**
             * Room prefix
             * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
             */
            room_prefix?: string | "" | null;
            /**
             * Participant attributes
             * @description Attributes of the caller in the room of each inbound call, for the agent.
             */
            participant_attributes?: {
                [key: string]: string;
            } | "" | null;
            /** SIP trunk type */
            sip_trunk_type?: ("extension" | "number") | "" | null;
            /**
             * Carrier
             * @description Must be empty. An export has the carrier here at which Trunkline has connected the number.
             */
            carrier?: string | "" | null;
            /**
             * Preset
             * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
             */
            preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
        };
        ImportReportLine: {
            line: number;
            phone_number: string;
            /** @enum {string} */
            outcome: "pending" | "running" | "compensating" | "succeeded" | "failed" | "refused" | "cancelled";
            attempt: number;
            trunk_id: number | null;
            operation_id: string | null;
            code: string | null;
            meaning: string | null;
            remedy: string | null;
        };
        Key: {
            id: string;
            label: string;
            scopes: ("read" | "provision" | "admin" | "call")[];
            allowed_addresses: string[];
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Known to the minute. */
            last_used_at: string | null;
        };
        ListedSipTrunk: {
            id: number;
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip";
            allowed_inbound_ips: string[] | null;
            outbound_proxy: boolean;
            country_code: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @enum {string} */
            sip_trunk_type: "number" | "extension";
            /** @description The host to which carriers send calls. */
            sip_inbound_host: string | null;
            /**
             * @description `deleting` from the beginning of a delete until the trunk is gone.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** @description The address that calls through the proxy come from. */
            outbound_egress_ip?: string;
            /** @description The agent that answers calls. */
            agent_name: string | null;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            /** @description The port at `sip_address`; null for the usual one. */
            port: number | null;
            health: components["schemas"]["TrunkHealth"];
        };
        Me: {
            /** @description Null for the key of an operator. */
            organization: {
                id: string;
                name: string;
                agent_name: string | null;
            } | null;
            key: {
                id: string;
                label: string;
                scopes: ("read" | "provision" | "call" | "admin" | "operator")[];
                allowed_addresses: string[];
                /** Format: date-time */
                created_at: string;
                expires_at: string | null;
            };
            /** @description `wait_seconds`: the answer to a request comes after this time, also if its operation goes on. */
            limits: {
                body_bytes: number;
                import_bytes: number;
                import_lines: number;
                page_size: number;
                addresses_per_trunk: number;
                wait_seconds: number;
            };
        };
        NewTrunk: {
            /**
             * Phone number
             * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
             * @example +15551234567
             * @example 1000
             */
            phone_number: string;
            /** Nickname */
            nickname?: string | "" | null;
            /**
             * SIP username
             * @example sip_user
             */
            sip_username: string;
            /** SIP password */
            sip_password: string;
            /**
             * SIP server address
             * Format: sip-address-with-port
             * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
             * @example sip.gateway.com
             * @example sip.gateway.com:5070
             */
            sip_address: string;
            /**
             * SIP calling format
             * @enum {string}
             */
            sip_calling_format: "+e164" | "e164" | "national";
            /**
             * Inbound authorization type
             * @enum {string}
             */
            inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
            /** Allowed IP addresses */
            allowed_inbound_ips?: string[] | null;
            /**
             * Country code
             * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
             */
            country_code?: string | "" | null;
            /**
             * Outbound proxy
             * @default false
             */
            outbound_proxy?: boolean | null;
            /**
             * Agent name
             * @description The name under which an agent is registered in LiveKit.
             */
            agent_name?: string | "" | null;
            /**
             * Outbound agent id
             * @description The name under which an agent is registered in LiveKit.
             */
            outbound_agent_id?: string | "" | null;
            /** Inbound agent version */
            inbound_agent_version?: number | "" | null;
            /** Outbound agent version */
            outbound_agent_version?: number | "" | null;
            /**
             * Inbound webhook URL
             * @description An http or https URL; characters outside ASCII must be percent-encoded.
             */
            inbound_webhook_url?: string | "" | null;
            /** Number provider */
            number_provider?: string | "" | null;
            /**
             * Accept national
             * @default false
             */
            accept_national?: boolean | null;
            /**
             * Transport
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             */
            transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
            /**
             * Inbound enabled
             * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
             */
            inbound_enabled?: boolean | "" | null;
            /**
             * Outbound enabled
             * @description Calls from the number are on. With false, LiveKit refuses to place them.
             */
            outbound_enabled?: boolean | "" | null;
            /**
             * From host
             * @description A full host name or an IPv4 address, without a port.
             */
            from_host?: string | "" | null;
            /**
             * Caller id format
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             */
            caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
            /**
             * Identity header
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             */
            identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
            /**
             * Outbound headers
             * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
             */
            outbound_headers?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
             */
            outbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound codecs
             * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
             */
            outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
            /**
             * Outbound media encryption
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound media encryption
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
             */
            inbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Ringing timeout
             * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
             */
            ringing_timeout?: number | "" | null;
            /**
             * Maximum call duration
             * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
             */
            max_call_duration?: number | "" | null;
            /**
             * Room prefix
             * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
             */
            room_prefix?: string | "" | null;
            /**
             * Participant attributes
             * @description Attributes of the caller in the room of each inbound call, for the agent.
             */
            participant_attributes?: {
                [key: string]: string;
            } | "" | null;
            /** SIP trunk type */
            sip_trunk_type?: ("extension" | "number") | "" | null;
            /**
             * Preset
             * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
             */
            preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
        } | {
            /**
             * Phone number
             * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
             * @example +15551234567
             * @example 1000
             */
            phone_number: string;
            /** Nickname */
            nickname?: string | "" | null;
            /**
             * SIP username
             * @example sip_user
             */
            sip_username: string;
            /** SIP password */
            sip_password: string;
            /**
             * SIP server address
             * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
             */
            sip_address?: string | "" | null;
            /** SIP calling format */
            sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
            /** Inbound authorization type */
            inbound_authorization_type?: ("auth" | "ip" | "auth_and_ip") | "" | null;
            /** Allowed IP addresses */
            allowed_inbound_ips?: string[] | null;
            /**
             * Country code
             * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
             */
            country_code?: string | "" | null;
            /**
             * Outbound proxy
             * @default false
             */
            outbound_proxy?: boolean | null;
            /**
             * Agent name
             * @description The name under which an agent is registered in LiveKit.
             */
            agent_name?: string | "" | null;
            /**
             * Outbound agent id
             * @description The name under which an agent is registered in LiveKit.
             */
            outbound_agent_id?: string | "" | null;
            /** Inbound agent version */
            inbound_agent_version?: number | "" | null;
            /** Outbound agent version */
            outbound_agent_version?: number | "" | null;
            /**
             * Inbound webhook URL
             * @description An http or https URL; characters outside ASCII must be percent-encoded.
             */
            inbound_webhook_url?: string | "" | null;
            /** Number provider */
            number_provider?: string | "" | null;
            /**
             * Accept national
             * @default false
             */
            accept_national?: boolean | null;
            /**
             * Transport
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             */
            transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
            /**
             * Inbound enabled
             * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
             */
            inbound_enabled?: boolean | "" | null;
            /**
             * Outbound enabled
             * @description Calls from the number are on. With false, LiveKit refuses to place them.
             */
            outbound_enabled?: boolean | "" | null;
            /**
             * From host
             * @description A full host name or an IPv4 address, without a port.
             */
            from_host?: string | "" | null;
            /**
             * Caller id format
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             */
            caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
            /**
             * Identity header
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             */
            identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
            /**
             * Outbound headers
             * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
             */
            outbound_headers?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
             */
            outbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound codecs
             * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
             */
            outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
            /**
             * Outbound media encryption
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound media encryption
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
             */
            inbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Ringing timeout
             * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
             */
            ringing_timeout?: number | "" | null;
            /**
             * Maximum call duration
             * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
             */
            max_call_duration?: number | "" | null;
            /**
             * Room prefix
             * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
             */
            room_prefix?: string | "" | null;
            /**
             * Participant attributes
             * @description Attributes of the caller in the room of each inbound call, for the agent.
             */
            participant_attributes?: {
                [key: string]: string;
            } | "" | null;
            /** SIP trunk type */
            sip_trunk_type?: ("extension" | "number") | "" | null;
            /**
             * Preset
             * @enum {string}
             */
            preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
        };
        Operation: {
            id: string;
            organization_id: string;
            /** @enum {string} */
            kind: "set_up_trunk" | "change_trunk" | "tear_down_trunk" | "repair_trunk";
            /** @enum {string} */
            state: "running" | "compensating" | "succeeded" | "failed";
            /** @enum {string} */
            contract: "autocalls" | "zudu" | "native" | "reconciler";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
            /** @description The number or extension that the operation is about. */
            phone_number: string;
            trunk_id: number | null;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
            cancel_requested_at: string | null;
            retry_of: string | null;
            steps: {
                /** @enum {string} */
                name: "carrier" | "inbound" | "outbound" | "rule" | "route" | "record";
                /** @enum {string} */
                state: "pending" | "running" | "succeeded" | "failed" | "compensated" | "skipped";
                started_at: string | null;
                ended_at: string | null;
                attempts: number | null;
                error: components["schemas"]["StepError"] | null;
                /** @description Who skipped the step, why and when; null when it was not skipped. */
                skipped: {
                    by: string | null;
                    reason: string | null;
                    /** Format: date-time */
                    at: string;
                } | null;
            }[];
            compensation: {
                /** @enum {string} */
                name: "route" | "rule" | "inbound" | "outbound" | "carrier" | "number";
                /** @enum {string} */
                state: "running" | "succeeded" | "skipped";
                started_at: string | null;
                ended_at: string | null;
                attempts: number | null;
                error: components["schemas"]["StepError"] | null;
                /** @description Who skipped the step, why and when; null when it was not skipped. */
                skipped: {
                    by: string | null;
                    reason: string | null;
                    /** Format: date-time */
                    at: string;
                } | null;
            }[];
            failure: components["schemas"]["Failure"] | null;
            /** @description The steps that are tried durably just now. */
            waiting_for: components["schemas"]["WaitingStep"][];
            /** @description It takes longer than the operator allows. It goes on by itself once the cause is repaired. */
            stuck: boolean;
            trunk: {
                id: number;
                inbound_trunk_id: string;
                outbound_trunk_id: string;
                dispatch_rule_id: string;
            } | null;
        };
        ReadPhoneNumber: {
            phone_number: string;
            nickname: string | null;
            organization_id: string;
            area_code: number | null;
            /** @constant */
            phone_number_type: "CUSTOM";
            number_provider: string | null;
            inbound_agent_id: string | null;
            outbound_agent_id: string | null;
            inbound_agent_version: number | null;
            outbound_agent_version: number | null;
            inbound_webhook_url: string | null;
            inbound_trunk_id: string;
            outbound_trunk_id: string;
            dispatch_rule_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            health: components["schemas"]["TrunkHealth"];
        };
        ReadSipTrunk: {
            id: number;
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip";
            allowed_inbound_ips: string[] | null;
            outbound_proxy: boolean;
            country_code: string | null;
            inbound_trunk_id: string;
            outbound_trunk_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            dispatch_rule_id: string;
            /** @enum {string} */
            sip_trunk_type: "number" | "extension";
            /** @description The host to which carriers send calls. */
            sip_inbound_host: string | null;
            /**
             * @description `deleting` from the beginning of a delete until the trunk is gone.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** @description The address that calls through the proxy come from. */
            outbound_egress_ip?: string;
            /** @description The agent that answers calls. */
            agent_name: string | null;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            /** @description The port at `sip_address`; null for the usual one. */
            port: number | null;
            health: components["schemas"]["TrunkHealth"];
        };
        Reconciliation: {
            id: string;
            /** @enum {string} */
            trigger: "schedule" | "command";
            /** @enum {string} */
            state: "running" | "finished" | "failed";
            repair: boolean;
            remove_many: boolean;
            /** Format: date-time */
            started_at: string;
            finished_at: string | null;
            compared: {
                inbound: number;
                outbound: number;
                rules: number;
                records: number;
            } | null;
            counts: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            failure: string | null;
        };
        Remains: {
            /** @enum {string} */
            part: "route" | "rule" | "inbound" | "outbound" | "carrier" | "number";
            meaning: string;
            /** @enum {string} */
            removed_by: "follow_up" | "repair" | "nobody";
            /** @description Null while LiveKit does not answer, and for a part at a carrier. */
            livekit_ids: string[] | null;
        };
        Resolution: {
            operation_id: string;
            organization_id: string;
            /** @enum {string} */
            part: "route" | "rule" | "inbound" | "outbound" | "carrier" | "number";
            /** @enum {string} */
            action: "retry" | "skip";
            dry_run: boolean;
            remains: components["schemas"]["Remains"] | null;
        };
        Revision: {
            trunk_id: number;
            revision: number;
            /** Format: date-time */
            made_at: string;
            operation_id: string;
            /** @enum {string} */
            contract: "autocalls" | "zudu" | "native" | "reconciler";
            requested_by: {
                key: string;
                label: string;
            } | null;
            changes: ({
                field: string;
                from: string | number | boolean | string[] | {
                    [key: string]: string;
                } | null;
                to: string | number | boolean | string[] | {
                    [key: string]: string;
                } | null;
            } | {
                /** @constant */
                field: "sip_password";
                /** @constant */
                secret: true;
            })[];
            settings: {
                /** @enum {string} */
                sip_trunk_type: "number" | "extension";
                phone_number: string;
                nickname: string | null;
                sip_username: string;
                sip_address: string;
                /** @enum {string} */
                sip_calling_format: "+e164" | "e164" | "national";
                /** @enum {string} */
                inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
                allowed_inbound_ips: string[];
                outbound_proxy: boolean;
                country_code: string | null;
                agent_name: string | null;
                /** @description The trunk also answers to the national form of its number and to the form with 00. */
                accept_national: boolean;
                /**
                 * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                 * @enum {string}
                 */
                transport: "auto" | "udp" | "tcp" | "tls";
                /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
                inbound_enabled: boolean;
                /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
                outbound_enabled: boolean;
                /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
                from_host: string | null;
                /**
                 * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                 * @enum {string}
                 */
                caller_id_format: "+e164" | "e164" | "national" | "username";
                /**
                 * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                 * @enum {string}
                 */
                identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
                /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
                outbound_headers: {
                    [key: string]: string;
                };
                /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
                outbound_headers_to_attributes: {
                    [key: string]: string;
                };
                /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
                outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
                /**
                 * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                 * @enum {string}
                 */
                outbound_media_encryption: "disabled" | "allowed" | "required";
                /**
                 * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                 * @enum {string}
                 */
                inbound_media_encryption: "disabled" | "allowed" | "required";
                /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
                inbound_headers_to_attributes: {
                    [key: string]: string;
                };
                /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
                ringing_timeout: number | null;
                /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
                max_call_duration: number | null;
                /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
                room_prefix: string | null;
                /** @description Attributes of the caller in the room of each inbound call, for the agent. */
                participant_attributes: {
                    [key: string]: string;
                };
                outbound_agent_id: string | null;
                inbound_agent_version: number | null;
                outbound_agent_version: number | null;
                inbound_webhook_url: string | null;
                number_provider: string | null;
            };
        };
        SipTrunk: {
            id: number;
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip";
            allowed_inbound_ips: string[] | null;
            outbound_proxy: boolean;
            country_code: string | null;
            inbound_trunk_id: string;
            outbound_trunk_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            dispatch_rule_id: string;
            /** @enum {string} */
            sip_trunk_type: "number" | "extension";
            /** @description The host to which carriers send calls. */
            sip_inbound_host: string | null;
            /**
             * @description `deleting` from the beginning of a delete until the trunk is gone.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** @description The address that calls through the proxy come from. */
            outbound_egress_ip?: string;
            /** @description The agent that answers calls. */
            agent_name: string | null;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            /** @description The port at `sip_address`; null for the usual one. */
            port: number | null;
        };
        StepError: {
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "number_in_use" | "target_not_public" | "target_unresolved" | "carrier_credentials_refused" | "carrier_number_not_found" | "carrier_number_without_voice" | "carrier_refused" | "carrier_unexpected_answer" | "carrier_unreachable" | "carrier_throttled" | "carrier_off" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            /** @enum {string} */
            component: "livekit" | "carrier" | "database" | "temporal" | "trunkline";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        TestCall: {
            id: string;
            /** @enum {string} */
            state: "running" | "finished";
            /** @description Null for a call over a trunk that was not set up. */
            trunk_id: number | null;
            to: string;
            ring_seconds: number;
            talk_seconds: number;
            /** @description How the call went; null while it goes on. */
            verdict: ("answered" | "rings" | "busy" | "declined" | "unavailable" | "number_not_found" | "credentials_rejected" | "credentials_missing" | "forbidden" | "no_answer" | "unreachable" | "invite_too_large" | "media_refused" | "redirected" | "carrier_failed" | "trunk_missing" | "sip_node_missing" | "livekit_failed" | "target_refused" | "interrupted" | "not_placed") | null;
            meaning: string | null;
            /** @description What to do; null if calls leave through the trunk. */
            remedy: string | null;
            /** @description The final SIP status of the carrier; null if it sent none that LiveKit reports. */
            sip: {
                code: number;
                reason: string;
            } | null;
            events: {
                /** @enum {string} */
                event: "accepted" | "dialling" | "ringing" | "answered" | "hung_up";
                /** Format: date-time */
                at: string;
            }[];
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
        };
        TestCallRequest: {
            /**
             * To
             * Format: e164
             * @description A number in E.164 format, with a length that exists in its country.
             * @example +15551234567
             */
            to: string;
            /** Ring seconds */
            ring_seconds?: number | "" | null;
            /** Talk seconds */
            talk_seconds?: number | "" | null;
        };
        Trunk: {
            id: number;
            organization_id: string;
            /** @enum {string} */
            sip_trunk_type: "number" | "extension";
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
            allowed_inbound_ips: string[];
            outbound_proxy: boolean;
            country_code: string | null;
            agent_name: string | null;
            /** @description The trunk also answers to the national form of its number and to the form with 00. */
            accept_national: boolean;
            /**
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             * @enum {string}
             */
            transport: "auto" | "udp" | "tcp" | "tls";
            /** @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids. */
            inbound_enabled: boolean;
            /** @description Calls from the number are on. With false, LiveKit refuses to place them. */
            outbound_enabled: boolean;
            /** @description The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain. */
            from_host: string | null;
            /**
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             * @enum {string}
             */
            caller_id_format: "+e164" | "e164" | "national" | "username";
            /**
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             * @enum {string}
             */
            identity_header: "none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID";
            /** @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets. */
            outbound_headers: {
                [key: string]: string;
            };
            /** @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers. */
            outbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works. */
            outbound_codecs: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[];
            /**
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            outbound_media_encryption: "disabled" | "allowed" | "required";
            /**
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             * @enum {string}
             */
            inbound_media_encryption: "disabled" | "allowed" | "required";
            /** @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers. */
            inbound_headers_to_attributes: {
                [key: string]: string;
            };
            /** @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes). */
            ringing_timeout: number | null;
            /** @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours). */
            max_call_duration: number | null;
            /** @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part. */
            room_prefix: string | null;
            /** @description Attributes of the caller in the room of each inbound call, for the agent. */
            participant_attributes: {
                [key: string]: string;
            };
            outbound_agent_id: string | null;
            inbound_agent_version: number | null;
            outbound_agent_version: number | null;
            inbound_webhook_url: string | null;
            number_provider: string | null;
            sip_inbound_host: string | null;
            inbound_trunk_id: string;
            outbound_trunk_id: string;
            dispatch_rule_id: string;
            /**
             * @description `deleting` from the beginning of a delete until the trunk is gone.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            health: components["schemas"]["TrunkHealth"];
        };
        TrunkChanges: {
            /**
             * Phone number
             * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
             * @example +15551234567
             * @example 1000
             */
            phone_number?: string;
            /** Nickname */
            nickname?: string | "" | null;
            /**
             * SIP username
             * @example sip_user
             */
            sip_username?: string;
            /** SIP password */
            sip_password?: string;
            /**
             * SIP server address
             * Format: sip-address-with-port
             * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
             * @example sip.gateway.com
             * @example sip.gateway.com:5070
             */
            sip_address?: string;
            /**
             * SIP calling format
             * @enum {string}
             */
            sip_calling_format?: "+e164" | "e164" | "national";
            /**
             * Inbound authorization type
             * @enum {string}
             */
            inbound_authorization_type?: "auth" | "ip" | "auth_and_ip";
            /** Allowed IP addresses */
            allowed_inbound_ips?: string[] | null;
            /**
             * Country code
             * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
             */
            country_code?: string | "" | null;
            /**
             * Outbound proxy
             * @default false
             */
            outbound_proxy?: boolean | null;
            /**
             * Agent name
             * @description The name under which an agent is registered in LiveKit.
             */
            agent_name?: string | "" | null;
            /**
             * Outbound agent id
             * @description The name under which an agent is registered in LiveKit.
             */
            outbound_agent_id?: string | "" | null;
            /** Inbound agent version */
            inbound_agent_version?: number | "" | null;
            /** Outbound agent version */
            outbound_agent_version?: number | "" | null;
            /**
             * Inbound webhook URL
             * @description An http or https URL; characters outside ASCII must be percent-encoded.
             */
            inbound_webhook_url?: string | "" | null;
            /** Number provider */
            number_provider?: string | "" | null;
            /**
             * Accept national
             * @default false
             */
            accept_national?: boolean | null;
            /**
             * Transport
             * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
             */
            transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
            /**
             * Inbound enabled
             * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
             */
            inbound_enabled?: boolean | "" | null;
            /**
             * Outbound enabled
             * @description Calls from the number are on. With false, LiveKit refuses to place them.
             */
            outbound_enabled?: boolean | "" | null;
            /**
             * From host
             * @description A full host name or an IPv4 address, without a port.
             */
            from_host?: string | "" | null;
            /**
             * Caller id format
             * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
             */
            caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
            /**
             * Identity header
             * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
             */
            identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
            /**
             * Outbound headers
             * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
             */
            outbound_headers?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
             */
            outbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Outbound codecs
             * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
             */
            outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
            /**
             * Outbound media encryption
             * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound media encryption
             * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
             */
            inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
            /**
             * Inbound headers to attributes
             * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
             */
            inbound_headers_to_attributes?: {
                [key: string]: string;
            } | "" | null;
            /**
             * Ringing timeout
             * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
             */
            ringing_timeout?: number | "" | null;
            /**
             * Maximum call duration
             * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
             */
            max_call_duration?: number | "" | null;
            /**
             * Room prefix
             * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
             */
            room_prefix?: string | "" | null;
            /**
             * Participant attributes
             * @description Attributes of the caller in the room of each inbound call, for the agent.
             */
            participant_attributes?: {
                [key: string]: string;
            } | "" | null;
            /** SIP trunk type */
            sip_trunk_type?: ("extension" | "number") | "" | null;
        };
        TrunkHealth: {
            /**
             * @description Without data it is `unknown`, never `healthy`.
             * @enum {string}
             */
            state: "failing" | "degraded" | "unknown" | "healthy";
            /** @enum {string} */
            reason: "foreign_on_number" | "check_failed" | "inbound_calls_fail" | "outbound_calls_fail" | "inbound_calls_failed" | "outbound_calls_failed" | "check_warned" | "calls_completed" | "no_webhook" | "no_call";
            message: string;
            remedy: string | null;
            /** @description Null if nothing was ever known about the trunk. */
            since: string | null;
        };
        TrunkHealthReport: {
            trunk_id: number;
            health: components["schemas"]["TrunkHealth"];
            /** @description How the health changed, oldest first. The first change may be older than a day. */
            changes: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                state: "failing" | "degraded" | "unknown" | "healthy";
                /** @enum {string} */
                reason: "foreign_on_number" | "check_failed" | "inbound_calls_fail" | "outbound_calls_fail" | "inbound_calls_failed" | "outbound_calls_failed" | "check_warned" | "calls_completed" | "no_webhook" | "no_call";
            }[];
            inbound: {
                current_calls: number;
                last_call: components["schemas"]["Call"] | null;
                /** @description The calls that ended within the last day, by outcome. */
                ended: {
                    [key: string]: number;
                };
            };
            outbound: {
                current_calls: number;
                last_call: components["schemas"]["Call"] | null;
                /** @description The calls that ended within the last day, by outcome. */
                ended: {
                    [key: string]: number;
                };
            };
            /** @description The last failed calls of the day, newest first. */
            failures: components["schemas"]["Call"][];
            /** @description The last check of the trunk. */
            check: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                outcome: "fail" | "warn" | "unknown" | "pass";
                /** @description The checks with this outcome. */
                names: ("objects" | "enabled" | "number_claim" | "wildcards" | "hidden_numbers" | "host" | "addresses" | "options_udp" | "options_tcp" | "options_tls" | "credentials" | "carrier" | "sip_node" | "agent" | "number_forms")[];
            } | null;
            /** @description Since when reconciliations find another inbound trunk in LiveKit on the number. */
            foreign_on_number_since: string | null;
        };
        UnfinishedAutocallsOperation: {
            message: string;
            data: {
                operation_id: string;
                /** @enum {string} */
                state: "running" | "compensating" | "succeeded" | "failed";
            };
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            warnings?: string[];
        };
        UnfinishedZuduOperation: {
            message: string;
            /** @constant */
            status: "pending";
            error: null;
            data: {
                operation_id: string;
                /** @enum {string} */
                state: "running" | "compensating" | "succeeded" | "failed";
            };
            warnings?: string[];
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        WaitingStep: {
            /** @enum {string} */
            phase: "forward" | "compensation";
            /** @enum {string} */
            step: "number" | "carrier" | "inbound" | "outbound" | "rule" | "route" | "record";
            /** @enum {string} */
            component: "livekit" | "carrier" | "database" | "temporal" | "trunkline";
            /** @description The attempts that have failed or were lost since the step was scheduled. */
            attempts: number;
            last_error: components["schemas"]["StepError"] | null;
            /** @description Null while an attempt runs. */
            next_attempt_at: string | null;
        };
        AutocallsError400: {
            error: string;
            /** @enum {string} */
            code: "malformed_request" | "invalid_json" | "invalid_utf8" | "duplicate_member";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError400Variant2: {
            error: string;
            /** @enum {string} */
            code: "malformed_request";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError401: {
            message: string;
            remedy?: string;
        };
        AutocallsError403: {
            message: string;
            remedy?: string;
        } | {
            error: string;
            /** @enum {string} */
            code: "address_not_allowed" | "organization_suspended" | "scope_missing";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError404: {
            error: string;
            /** @enum {string} */
            code: "trunk_not_found" | "not_a_trunk_number";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError404Variant2: {
            error: string;
            /** @enum {string} */
            code: "phone_number_not_found" | "not_a_phone_number_id";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError408: {
            error: string;
            /** @enum {string} */
            code: "request_timeout";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError409: {
            error: string;
            /** @enum {string} */
            code: "already_exists" | "number_in_use";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError409Variant2: {
            error: string;
            /** @enum {string} */
            code: "already_exists" | "number_in_use" | "trunk_busy";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError409Variant3: {
            error: string;
            /** @enum {string} */
            code: "trunk_busy" | "trunk_assigned";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError409Variant4: {
            error: string;
            /** @enum {string} */
            code: "trunk_busy";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError413: {
            error: string;
            /** @enum {string} */
            code: "body_too_large";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError415: {
            error: string;
            /** @enum {string} */
            code: "unsupported_charset" | "unsupported_content_encoding";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError422: components["schemas"]["FieldErrors"] | components["schemas"]["IdempotencyKeyReused"];
        AutocallsError429: {
            error: string;
            /** @enum {string} */
            code: "rate_limited";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        AutocallsError500: {
            error: string;
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "target_not_public" | "target_unresolved" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        AutocallsError500Variant2: {
            error: string;
            /** @enum {string} */
            code: "internal";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        AutocallsError503: {
            error: string;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable" | "livekit_unavailable" | "data_unavailable";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        AutocallsError503Variant2: {
            error: string;
            /** @enum {string} */
            code: "keys_unavailable" | "data_unavailable" | "capacity_unavailable";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        AutocallsError503Variant3: {
            error: string;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        V1Error400: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "validation_failed";
            errors?: {
                [key: string]: string[];
            };
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error400Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "malformed_request" | "invalid_json" | "invalid_utf8" | "duplicate_member" | "validation_failed";
            errors?: {
                [key: string]: string[];
            };
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error400Variant3: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "malformed_request" | "validation_failed";
            errors?: {
                [key: string]: string[];
            };
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error400Variant4: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "malformed_request" | "invalid_utf8";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error401: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "unauthenticated";
            /** @description What the caller can do. */
            remedy?: string;
            meaning?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error401Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "webhook_not_signed";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error403: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "address_not_allowed" | "no_organization" | "organization_suspended" | "scope_missing";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error403Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "address_not_allowed" | "operators_only";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error403Variant3: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "address_not_allowed" | "organization_suspended";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error403Variant4: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "address_not_allowed" | "no_organization" | "organization_suspended" | "scope_missing" | "destination_not_allowed";
            errors?: {
                [key: string]: string[];
            };
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "operation_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "key_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404Variant3: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "reconciliation_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404Variant4: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "trunk_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404Variant5: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "trunk_not_found" | "revision_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404Variant6: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "test_call_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error404Variant7: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "import_not_found";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error408: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "request_timeout";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "operation_finished" | "operation_not_cancellable";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant10: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "import_running" | "nothing_to_retry";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant11: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "import_finished";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "operation_unfinished" | "operation_succeeded" | "operation_superseded" | "operation_not_retryable" | "trunk_busy";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant3: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "operation_finished" | "part_not_resolvable";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant4: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "already_exists" | "number_in_use";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant5: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "already_exists" | "number_in_use" | "trunk_busy";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant6: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "trunk_busy" | "trunk_assigned";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant7: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "outbound_disabled";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant8: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "number_in_use" | "trunk_busy";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error409Variant9: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "outbound_disabled" | "too_many_test_calls";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error412: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "precondition_failed";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error413: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "body_too_large";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error413Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "webhook_too_large";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error413Variant3: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "import_too_large";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error415: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "unsupported_charset" | "unsupported_content_encoding";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error415Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "unsupported_charset" | "unsupported_content_encoding" | "unsupported_import_format";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error422: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "idempotency_key_reused";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error422Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "import_invalid" | "idempotency_key_reused";
            problems_total?: number;
            problems?: {
                line: number;
                field: string;
                message: string;
            }[];
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error429: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "rate_limited";
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error500: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "internal";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error500Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "target_not_public" | "target_unresolved" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "data_unavailable" | "capacity_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant10: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant11: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "database_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant2: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant3: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "data_unavailable" | "capacity_unavailable" | "too_many_streams";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant4: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant5: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant6: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "data_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant7: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable" | "livekit_unavailable" | "data_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant8: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "data_unavailable" | "livekit_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        V1Error503Variant9: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "keys_unavailable" | "livekit_unavailable" | "capacity_unavailable" | "data_unavailable";
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
            /** @description What the operator of the service can do. Only for the key of an operator. */
            operator_remedy?: string;
        };
        ZuduError400: {
            message: string;
            /** @constant */
            status: "success";
            error: null;
            data: null;
        } | components["schemas"]["FieldErrorEnvelope"] | {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "malformed_request" | "invalid_json" | "invalid_utf8" | "duplicate_member";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError400Variant2: {
            message: string;
            /** @constant */
            status: "success";
            error: null;
            data: null;
        } | components["schemas"]["FieldErrorEnvelope"] | {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "malformed_request";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError401: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "unauthenticated";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError403: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "address_not_allowed" | "organization_suspended" | "scope_missing";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError404: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "phone_number_not_found";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError408: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "request_timeout";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError409: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "already_exists" | "number_in_use";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError409Variant2: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "carrier_not_enabled" | "inbound_host_missing" | "number_in_use";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError409Variant3: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "number_in_use" | "trunk_busy";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError409Variant4: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "trunk_busy" | "trunk_assigned";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError413: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "body_too_large";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError415: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "unsupported_charset" | "unsupported_content_encoding";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError422: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "idempotency_key_reused";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError422Variant2: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "idempotency_key_reused" | "carrier_credentials_refused" | "carrier_number_not_found" | "carrier_number_without_voice";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError429: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "rate_limited";
            operation_id?: string;
            meaning?: string;
            /** @description What the caller can do. */
            remedy?: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable?: boolean;
            docs?: string;
        };
        ZuduError500: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "target_not_public" | "target_unresolved" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        ZuduError500Variant2: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "target_not_public" | "target_unresolved" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal" | "carrier_refused" | "carrier_unexpected_answer" | "carrier_unreachable" | "carrier_throttled" | "carrier_off";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        ZuduError500Variant3: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "internal";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        ZuduError503: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable" | "livekit_unavailable" | "data_unavailable";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        ZuduError503Variant2: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
        ZuduError503Variant3: {
            message: string;
            /** @constant */
            status: "error";
            data: null;
            error: null;
            /** @enum {string} */
            code: "keys_unavailable" | "data_unavailable" | "capacity_unavailable";
            operation_id?: string;
            meaning: string;
            /** @description What the caller can do. */
            remedy: string;
            /** @description The same request can succeed later although nobody changes anything. */
            retryable: boolean;
            docs: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The caller's own X-Request-Id when it is well-formed, else a new one. Quote it in reports. */
        "X-Request-Id": string;
        /** @description The operation that the request began or joined. */
        "X-Operation-Id": string;
        /** @description The address of the trunk, of the operation or of the import. */
        Location: string;
        /** @description The version of the trunk. Send it as If-Match, so that a request never overwrites a newer version. */
        ETag: string;
        /** @description The seconds to wait before the next attempt. */
        "Retry-After": number;
        /** @description The preferences that were followed: `respond-async`, `handling=strict`. */
        "Preference-Applied": string;
        /** @description Warnings for which the body has no room: a list of strings (RFC 8941). */
        "X-Warnings": string;
        /** @description The answer is that of an earlier request with the same Idempotency-Key. */
        "Idempotency-Replayed": "true";
        /** @description What is left of the limit that concerns the request, and the seconds until it is whole again, as in draft-ietf-httpapi-ratelimit-headers-10. */
        RateLimit: string;
        /** @description The limit that concerns the request, and its window in seconds. */
        "RateLimit-Policy": string;
        /** @description How to send a key. */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listSipTrunks: {
        parameters: {
            query?: {
                /** @description The number of trunks on a page. Without it and `page`, all trunks are listed. */
                per_page?: number;
                /** @description The page, counted from 1. */
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trunks, the oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ListedSipTrunk"][];
                        warnings?: string[];
                    } | {
                        data: components["schemas"]["ListedSipTrunk"][];
                        current_page: number;
                        last_page: number;
                        per_page: number;
                        total: number;
                        warnings?: string[];
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant2"];
                };
            };
        };
    };
    createSipTrunk: {
        parameters: {
            query?: {
                /** @description With `true`, a trunk of which a check fails is refused before anything is set up. `?check` alone means true. */
                check?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "extension";
                    /**
                     * Phone number
                     * @description An extension; it is kept, shown and sent exactly as it is written.
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "auth";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @description An extension has no other form.
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "extension";
                    /**
                     * Phone number
                     * @description An extension; it is kept, shown and sent exactly as it is written.
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "ip";
                    /** Allowed IP addresses */
                    allowed_inbound_ips: string[];
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @description An extension has no other form.
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "extension";
                    /**
                     * Phone number
                     * @description An extension; it is kept, shown and sent exactly as it is written.
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     */
                    sip_address?: string | "" | null;
                    /** Port */
                    port?: number | "" | null;
                    /** SIP calling format */
                    sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                    /** Inbound authorization type */
                    inbound_authorization_type?: ("auth" | "ip") | "" | null;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @description An extension has no other form.
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "number";
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "auth";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "number";
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "ip";
                    /** Allowed IP addresses */
                    allowed_inbound_ips: string[];
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "number";
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     */
                    sip_address?: string | "" | null;
                    /** Port */
                    port?: number | "" | null;
                    /** SIP calling format */
                    sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                    /** Inbound authorization type */
                    inbound_authorization_type?: ("auth" | "ip") | "" | null;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                };
            };
        };
        responses: {
            /** @description The trunk works. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        data: components["schemas"]["SipTrunk"];
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedAutocallsOperation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError408"];
                };
            };
            /**
             * @description - `already_exists`: A SIP trunk with the same phone number, username, and address already exists.
             *     - `number_in_use`: The phone number is already in use.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError409"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError415"];
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503"];
                };
            };
        };
    };
    readSipTrunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk: `data.id` in the answer of the create call.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trunk. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReadSipTrunk"];
                        warnings?: string[];
                    };
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400Variant2"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `not_a_trunk_number`: SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError404"];
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant2"];
                };
            };
        };
    };
    changeSipTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk: `data.id` in the answer of the create call.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type?: "extension" | "number";
                    /**
                     * Phone number
                     * @description A number in E.164 format or an extension, as the type of the trunk requires.
                     * @example +15551234567
                     * @example 1000
                     */
                    phone_number?: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username?: string;
                    /** SIP password */
                    sip_password?: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address?: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format?: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type?: "auth";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code?: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type?: "extension" | "number";
                    /**
                     * Phone number
                     * @description A number in E.164 format or an extension, as the type of the trunk requires.
                     * @example +15551234567
                     * @example 1000
                     */
                    phone_number?: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username?: string;
                    /** SIP password */
                    sip_password?: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address?: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format?: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "ip";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[];
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code?: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                };
            };
        };
        responses: {
            /** @description The trunk after the change. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        data: components["schemas"]["SipTrunk"];
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedAutocallsOperation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `not_a_trunk_number`: SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError404"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError408"];
                };
            };
            /**
             * @description - `already_exists`: A SIP trunk with the same phone number, username, and address already exists.
             *     - `number_in_use`: The phone number is already in use.
             *     - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError409Variant2"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError415"];
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant3"];
                };
            };
        };
    };
    deleteSipTrunk: {
        parameters: {
            query?: {
                /** @description Keeps a trunk that has an agent, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk: `data.id` in the answer of the create call.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list has shown that nothing of the trunk is left in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedAutocallsOperation"];
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400Variant2"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `not_a_trunk_number`: SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError404"];
                };
            };
            /**
             * @description - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             *     - `trunk_assigned`: The phone number is assigned to an assistant.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError409Variant3"];
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant3"];
                };
            };
        };
    };
    listPhoneNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers of all SIP trunks; Trunkline has no others. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AccountPhoneNumber"][];
                        warnings?: string[];
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant2"];
                };
            };
        };
    };
    readTrunkOfNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk: `data.id` in the answer of the create call.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trunk. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReadSipTrunk"];
                        warnings?: string[];
                    };
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400Variant2"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /**
             * @description - `phone_number_not_found`: Phone number not found.
             *     - `not_a_phone_number_id`: Phone number not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError404Variant2"];
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant2"];
                };
            };
        };
    };
    renamePhoneNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk: `data.id` in the answer of the create call.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** The nickname */
                    nickname?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description The number with its nickname. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        data: {
                            id: number;
                            phone_number: string;
                            nickname: string | null;
                            country_code: string | null;
                            /** @constant */
                            type: "sip";
                        };
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedAutocallsOperation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /**
             * @description - `phone_number_not_found`: Phone number not found.
             *     - `not_a_phone_number_id`: Phone number not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError404Variant2"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError408"];
                };
            };
            /** @description - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError409Variant4"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError415"];
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant3"];
                };
            };
        };
    };
    deletePhoneNumber: {
        parameters: {
            query?: {
                /** @description Keeps a trunk that has an agent, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk: `data.id` in the answer of the create call.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list has shown that nothing of the trunk is left in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedAutocallsOperation"];
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError400Variant2"];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /**
             * @description - `phone_number_not_found`: Phone number not found.
             *     - `not_a_phone_number_id`: Phone number not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError404Variant2"];
                };
            };
            /**
             * @description - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             *     - `trunk_assigned`: The phone number is assigned to an assistant.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError409Variant3"];
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant3"];
                };
            };
        };
    };
    listAssignablePhoneNumbers: {
        parameters: {
            query?: {
                /** @description `inbound` leaves out numbers with an agent that answers. `is_available` concerns calls in this direction; without it, all calls. */
                type?: "inbound" | "outbound";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. A number is available while it has no agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignablePhoneNumber"][];
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError403"];
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutocallsError503Variant2"];
                };
            };
        };
    };
    createSipTrunkDispatch: {
        parameters: {
            query?: {
                /** @description With `true`, a trunk of which a check fails is refused before anything is set up. `?check` alone means true. */
                check?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Name */
                    name: string;
                    /**
                     * Number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    number: string;
                    /**
                     * Outbound PSTN gateway
                     * Format: sip-address-with-port
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     * @example sip.gateway.com
                     * @example sip.gateway.com:5070
                     */
                    outboundPstn: string;
                    /**
                     * Authentication username
                     * @example sip_user
                     */
                    authUserName: string;
                    /** Authentication password */
                    authPassword: string;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /** Name */
                    name: string;
                    /**
                     * Number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    number: string;
                    /**
                     * Outbound PSTN gateway
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     */
                    outboundPstn?: string | "" | null;
                    /**
                     * Authentication username
                     * @example sip_user
                     */
                    authUserName: string;
                    /** Authentication password */
                    authPassword: string;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                };
            };
        };
        responses: {
            /** @description The trunk works. `data` is the id of its inbound trunk in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: string;
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedZuduOperation"];
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError408"];
                };
            };
            /**
             * @description - `already_exists`: A SIP trunk with the same phone number, username, and address already exists.
             *     - `number_in_use`: The phone number is already in use.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError409"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError503"];
                };
            };
        };
    };
    createSipTrunkDispatchBySip: {
        parameters: {
            query?: {
                /** @description With `true`, a trunk of which a check fails is refused before anything is set up. `?check` alone means true. */
                check?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Name */
                    name: string;
                    /**
                     * Number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    number: string;
                    /**
                     * Outbound PSTN gateway
                     * Format: sip-address-with-port
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     * @example sip.gateway.com
                     * @example sip.gateway.com:5070
                     */
                    outboundPstn: string;
                    /**
                     * Authentication username
                     * @example sip_user
                     */
                    authUserName: string;
                    /** Authentication password */
                    authPassword: string;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /** Name */
                    name: string;
                    /**
                     * Number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    number: string;
                    /**
                     * Outbound PSTN gateway
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     */
                    outboundPstn?: string | "" | null;
                    /**
                     * Authentication username
                     * @example sip_user
                     */
                    authUserName: string;
                    /** Authentication password */
                    authPassword: string;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                };
            };
        };
        responses: {
            /** @description The trunk works. `data` is the id of its inbound trunk in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: string;
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedZuduOperation"];
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError408"];
                };
            };
            /**
             * @description - `already_exists`: A SIP trunk with the same phone number, username, and address already exists.
             *     - `number_in_use`: The phone number is already in use.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError409"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError503"];
                };
            };
        };
    };
    importPhoneNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /**
                     * Provider
                     * @enum {string}
                     */
                    provider: "twilio" | "plivo";
                    /**
                     * Account SID
                     * @description Twilio: the Account SID, which begins with AC. Plivo: the Auth ID, which begins with MA or SA.
                     * @example AC0123456789abcdef0123456789abcdef
                     */
                    account_sid: string;
                    /** Auth token */
                    auth_token: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * Inbound agent id
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    inbound_agent_id?: string | "" | null;
                    /**
                     * Outbound agent id
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    outbound_agent_id?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description The number works in both directions. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: components["schemas"]["ImportedNumber"];
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedZuduOperation"];
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError408"];
                };
            };
            /**
             * @description - `carrier_not_enabled`: Phone numbers of this carrier cannot be imported here, because its connection is switched off.
             *     - `inbound_host_missing`: Phone numbers cannot be imported here, because it is not configured where carriers are to send calls.
             *     - `number_in_use`: The phone number is already in use.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError409Variant2"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError415"];
                };
            };
            /**
             * @description - `idempotency_key_reused`: Idempotency-Key was already used with another request.
             *     - `carrier_credentials_refused`: The carrier does not accept the account's credentials.
             *     - `carrier_number_not_found`: The phone number does not belong to the account at the carrier.
             *     - `carrier_number_without_voice`: The carrier says that the phone number cannot be used for calls.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError422Variant2"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             *     - `carrier_refused`: The carrier refused to connect the phone number.
             *     - `carrier_unexpected_answer`: The carrier sent an answer that Trunkline does not understand.
             *     - `carrier_unreachable`: The carrier could not be reached, did not answer in time or answered with a server error.
             *     - `carrier_throttled`: The carrier refused the request because of its rate limit.
             *     - `carrier_off`: The worker that ran the operation is not allowed to reach the carrier.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError503Variant2"];
                };
            };
        };
    };
    readPhoneNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number; the plus may be written `+` or `%2B`. The extension `import` is possible as well: only POST to its path is the import of a number.
                 * @example +15551234567
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number with its trunk. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: components["schemas"]["ReadPhoneNumber"];
                        warnings?: string[];
                    };
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError403"];
                };
            };
            /** @description - `phone_number_not_found`: Phone number not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError404"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError500Variant3"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError503Variant3"];
                };
            };
        };
    };
    deleteNumber: {
        parameters: {
            query?: {
                /** @description Keeps a trunk that has an agent, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The number; the plus may be written `+` or `%2B`. The extension `import` is possible as well: only POST to its path is the import of a number.
                 * @example +15551234567
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list has shown that nothing of the trunk is left in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: {
                            phone_number: string;
                            organization_id: string;
                            cleanup_results: {
                                /** @constant */
                                dispatch_rule: true;
                                /** @constant */
                                inbound_trunk: true;
                                /** @constant */
                                outbound_trunk: true;
                            };
                        };
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedZuduOperation"];
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError403"];
                };
            };
            /** @description - `phone_number_not_found`: Phone number not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError404"];
                };
            };
            /**
             * @description - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             *     - `trunk_assigned`: The phone number is assigned to an assistant.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError409Variant4"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError500Variant3"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError503Variant2"];
                };
            };
        };
    };
    changePhoneNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The number; the plus may be written `+` or `%2B`. The extension `import` is possible as well: only POST to its path is the import of a number.
                 * @example +15551234567
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Nickname */
                    nickname?: string | "" | null;
                    /** Label */
                    label?: string | "" | null;
                    /**
                     * Inbound agent id
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    inbound_agent_id?: string | "" | null;
                    /**
                     * Outbound agent id
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    outbound_agent_id?: string | "" | null;
                    /** Inbound agent version */
                    inbound_agent_version?: number | "" | null;
                    /** Outbound agent version */
                    outbound_agent_version?: number | "" | null;
                    /**
                     * Inbound webhook URL
                     * @description An http or https URL; characters outside ASCII must be percent-encoded.
                     */
                    inbound_webhook_url?: string | "" | null;
                    /** Number provider */
                    number_provider?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound trunk id
                     * @description Only the present id is possible, because every number has an outbound trunk of its own.
                     * @example ST_sFAXh5zmGwU2
                     */
                    outbound_trunk_id?: string;
                };
            };
        };
        responses: {
            /** @description The number after the change. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: components["schemas"]["ChangedPhoneNumber"];
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnfinishedZuduOperation"];
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError403"];
                };
            };
            /** @description - `phone_number_not_found`: Phone number not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError404"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError408"];
                };
            };
            /**
             * @description - `number_in_use`: The phone number is already in use.
             *     - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError409Variant3"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Warnings": components["headers"]["X-Warnings"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZuduError503Variant2"];
                };
            };
        };
    };
    listOperations: {
        parameters: {
            query?: {
                /** @description Only operations in this state. */
                state?: "running" | "compensating" | "succeeded" | "failed";
                /** @description Only operations of this kind. */
                kind?: "set_up_trunk" | "change_trunk" | "tear_down_trunk" | "repair_trunk";
                /** @description Only operations on this trunk. */
                trunk_id?: number;
                /** @description Only this number or extension, in any form that LiveKit takes for the same. */
                phone_number?: string;
                /** @description Only the trunk with this inbound trunk, outbound trunk or dispatch rule in LiveKit. */
                livekit_id?: string;
                /** @description `true`: only compensations and deletes that should have ended long ago. */
                stuck?: "true" | "false";
                /** @description Only what belongs to this organization. For operators; a key of an organization may name its own. */
                organization_id?: string;
                /** @description The number of operations on a page. */
                limit?: number;
                /** @description The place where the page begins, from `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operations, the newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Operation"][];
                        /** @description The address of the next page; null on the last one. */
                        next: string | null;
                    };
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    actOnOperations: {
        parameters: {
            query?: {
                /** @description `true`: nothing happens; the answer says what would. */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Action
                     * @enum {string}
                     */
                    action: "cancel" | "retry" | "retry_part" | "skip_part";
                    filter: {
                        /** Phone number */
                        phone_number?: string | "" | null;
                        /** LiveKit id */
                        livekit_id?: string | "" | null;
                        /** Organization id */
                        organization_id?: string | "" | null;
                        /** Trunk id */
                        trunk_id?: number | "" | null;
                        /** Kind */
                        kind?: ("set_up_trunk" | "change_trunk" | "tear_down_trunk" | "repair_trunk") | "" | null;
                        /** State */
                        state?: ("running" | "compensating" | "succeeded" | "failed") | "" | null;
                        stuck?: boolean;
                    };
                    /** Part */
                    part?: ("route" | "rule" | "inbound" | "outbound" | "carrier" | "number") | "" | null;
                    /** By */
                    by: string;
                    /** Reason */
                    reason: string;
                    /** Limit */
                    limit?: number | "" | null;
                    /** Cursor */
                    cursor?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description What was done to each operation. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionsDone"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `operators_only`: Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant2"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /** @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant2"];
                };
            };
        };
    };
    readOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the operation, from Location or X-Operation-Id.
                 * @example op_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    followOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that the client has. The stream begins after it. */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description The id of the operation, from Location or X-Operation-Id.
                 * @example op_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, one by one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        id: string;
                        /** @enum {string} */
                        event: "accepted" | "step" | "compensating" | "waiting" | "ended";
                        data: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The client has the last event already. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `too_many_streams`: Too many event streams are open. Please try again in a few seconds, or read the operation instead.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant3"];
                };
            };
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the operation, from Location or X-Operation-Id.
                 * @example op_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation has ended within the wait. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The operation goes on. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404"];
                };
            };
            /**
             * @description - `operation_finished`: The operation has ended already.
             *     - `operation_not_cancellable`: Only a set-up and a change can be cancelled. A tear-down and a repair go on until they are done.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant4"];
                };
            };
        };
    };
    retryOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the operation, from Location or X-Operation-Id.
                 * @example op_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation has ended within the wait. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The operation goes on. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404"];
                };
            };
            /**
             * @description - `operation_unfinished`: The operation has not ended yet.
             *     - `operation_succeeded`: The operation has succeeded, so there is nothing to try again.
             *     - `operation_superseded`: A newer operation has worked on this phone number since, or holds it now.
             *     - `operation_not_retryable`: This operation cannot be tried again. Please send the request anew.
             *     - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant2"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant4"];
                };
            };
        };
    };
    resolveOperation: {
        parameters: {
            query?: {
                /** @description `true`: nothing happens; the answer says what would. */
                dry_run?: "true" | "false";
            };
            header?: never;
            path: {
                /**
                 * @description The id of the operation, from Location or X-Operation-Id.
                 * @example op_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Part
                     * @enum {string}
                     */
                    part: "route" | "rule" | "inbound" | "outbound" | "carrier" | "number";
                    /**
                     * Action
                     * @enum {string}
                     */
                    action: "retry" | "skip";
                    /** By */
                    by: string;
                    /** Reason */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The decision was taken, or could be. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `operators_only`: Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant2"];
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /**
             * @description - `operation_finished`: The operation has ended already.
             *     - `part_not_resolvable`: This part cannot be retried or skipped now.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant3"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant5"];
                };
            };
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key of this request. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `organization_suspended`: This organization is suspended.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant3"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All keys, the oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Label */
                    label?: string | "" | null;
                    scopes?: ("read" | "provision" | "admin")[];
                    /** Allowed IP addresses */
                    allowed_addresses?: string[] | null;
                    expires_at?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description The key with its secret. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /** @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant2"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The public half of the key.
                 * @example sk_5wJ8f2VbQ0c7mKpXy3RtZn1d
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 0 */
                    overlap_hours?: number;
                    expires_at?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description The new key with its secret. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `key_not_found`: There is no such API key. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant2"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /** @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant2"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The public half of the key.
                 * @example sk_5wJ8f2VbQ0c7mKpXy3RtZn1d
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `key_not_found`: There is no such API key. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant2"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /** @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant2"];
                };
            };
        };
    };
    listReconciliations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The runs that are kept, the latest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Reconciliation"][];
                    };
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `operators_only`: Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant2"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    readReconciliation: {
        parameters: {
            query?: {
                /** @description The place after which the page begins, from `next` of the page before. */
                after?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the run.
                 * @example rec_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run with its findings, the most severe first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        trigger: "schedule" | "command";
                        /** @enum {string} */
                        state: "running" | "finished" | "failed";
                        repair: boolean;
                        remove_many: boolean;
                        /** Format: date-time */
                        started_at: string;
                        finished_at: string | null;
                        compared: {
                            inbound: number;
                            outbound: number;
                            rules: number;
                            records: number;
                        } | null;
                        counts: {
                            [key: string]: {
                                [key: string]: number;
                            };
                        };
                        failure: string | null;
                        findings: components["schemas"]["Finding"][];
                        /** @description The address of the next page; null on the last one. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `operators_only`: Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant2"];
                };
            };
            /** @description - `reconciliation_not_found`: There is no such reconciliation, or none any more. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant3"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    readHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Set-ups are possible. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                        components: {
                            temporal: boolean;
                            database: boolean;
                            livekit: boolean;
                        };
                        /**
                         * @description What a signed request to LiveKit has shown.
                         * @enum {string}
                         */
                        livekit: "ready" | "unreachable" | "rejected" | "wrong_server" | "without_redis" | "failing";
                        /**
                         * @description Whether a livekit-sip node answers a SIP OPTIONS at the host where carriers send calls; `unknown` when that host is not configured. Set-ups do not need it, calls do.
                         * @enum {string}
                         */
                        sip: "responds" | "silent" | "unknown";
                    };
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /** @description A part that set-ups need cannot be used. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "not_ready";
                        message: string;
                        unreachable: ("temporal" | "database" | "livekit")[];
                        components: {
                            temporal: boolean;
                            database: boolean;
                            livekit: boolean;
                        };
                        /**
                         * @description What a signed request to LiveKit has shown.
                         * @enum {string}
                         */
                        livekit: "ready" | "unreachable" | "rejected" | "wrong_server" | "without_redis" | "failing";
                        /**
                         * @description Whether a livekit-sip node answers a SIP OPTIONS at the host where carriers send calls; `unknown` when that host is not configured. Set-ups do not need it, calls do.
                         * @enum {string}
                         */
                        sip: "responds" | "silent" | "unknown";
                    };
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text format of Prometheus. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
        };
    };
    receiveLiveKitWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/webhook+json": unknown;
            };
        };
        responses: {
            /** @description `ignored` means that the event is not about a call of a trunk. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "recorded" | "ignored";
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant4"];
                };
            };
            /** @description - `webhook_not_signed`: LiveKit has not signed this webhook with the key of this service. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401Variant2"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `webhook_too_large`: The webhook is larger than 256 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413Variant2"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /** @description - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant6"];
                };
            };
        };
    };
    readDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI 3.1 document. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        paths: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
        };
    };
    listTrunks: {
        parameters: {
            query?: {
                /** @description Only this number or extension, in any form that LiveKit takes for the same. */
                phone_number?: string;
                /** @description Only the trunk with this inbound trunk, outbound trunk or dispatch rule in LiveKit. */
                livekit_id?: string;
                /** @description Only trunks with exactly this nickname. */
                nickname?: string;
                /** @description Only trunks with this status. */
                status?: "active" | "deleting";
                /** @description Only trunks with this state of their health. */
                health?: "failing" | "degraded" | "unknown" | "healthy";
                /** @description Only trunks with this text in number, nickname, user name, address or agent. */
                q?: string;
                /** @description Only trunks that were made then or later. A date means its beginning in UTC. */
                created_from?: string;
                /** @description Only trunks that were made before then. */
                created_before?: string;
                /** @description Only trunks that were last changed then or later. */
                updated_from?: string;
                /** @description Only trunks that were last changed before then. */
                updated_before?: string;
                /** @description Only the trunk that this set-up has made. */
                operation_id?: string;
                /** @description Only what belongs to this organization. For operators; a key of an organization may name its own. */
                organization_id?: string;
                /** @description The order; a minus reverses it. */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "phone_number" | "-phone_number" | "nickname" | "-nickname";
                /** @description The largest number of entries in the answer. */
                limit?: number;
                /** @description The place after which the part begins, from `next` of the part before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trunks that the filters select. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Trunk"][];
                        /** @description The address of the next part; null on the last one. */
                        next: string | null;
                    };
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    createTrunk: {
        parameters: {
            query?: {
                /** @description With `true`, a trunk of which a check fails is refused before anything is set up. `?check` alone means true. */
                check?: "true" | "false" | "1" | "0";
                /** @description The organization for which an operator makes the request. */
                organization_id?: string;
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTrunk"];
            };
        };
        responses: {
            /** @description The trunk works. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedTrunk"];
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operation_id: string;
                        /** @enum {string} */
                        state: "running" | "compensating" | "succeeded" | "failed";
                        message: string;
                        meaning: string;
                        /** @description What the caller can do. */
                        remedy: string;
                        /** @description The same request can succeed later although nobody changes anything. */
                        retryable: boolean;
                        docs: string;
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /**
             * @description - `already_exists`: A SIP trunk with the same phone number, username, and address already exists.
             *     - `number_in_use`: The phone number is already in use.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant4"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant7"];
                };
            };
        };
    };
    readTrunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trunk. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trunk"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    deleteTrunk: {
        parameters: {
            query?: {
                /** @description Keeps a trunk that has an agent, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /**
                 * @description The ETag of the version that the caller has seen, or several of them. If the trunk has another one, the answer is 412 and nothing changes. `*` accepts every version. A tag that a proxy has made weak (`W/`) counts like the original.
                 * @example "mQ2Jt0fXk3vA9sLw7YpZ1g"
                 */
                "If-Match"?: string;
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list has shown that nothing of the trunk is left in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedTrunk"];
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operation_id: string;
                        /** @enum {string} */
                        state: "running" | "compensating" | "succeeded" | "failed";
                        message: string;
                        meaning: string;
                        /** @description What the caller can do. */
                        remedy: string;
                        /** @description The same request can succeed later although nobody changes anything. */
                        retryable: boolean;
                        docs: string;
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /**
             * @description - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             *     - `trunk_assigned`: The phone number is assigned to an assistant.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant6"];
                };
            };
            /** @description - `precondition_failed`: The SIP trunk has changed since the version that If-Match names. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error412"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant4"];
                };
            };
        };
    };
    changeTrunk: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version that the caller has seen, or several of them. If the trunk has another one, the answer is 412 and nothing changes. `*` accepts every version. A tag that a proxy has made weak (`W/`) counts like the original.
                 * @example "mQ2Jt0fXk3vA9sLw7YpZ1g"
                 */
                "If-Match"?: string;
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TrunkChanges"];
            };
        };
        responses: {
            /** @description The trunk after the change. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    ETag: components["headers"]["ETag"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedTrunk"];
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operation_id: string;
                        /** @enum {string} */
                        state: "running" | "compensating" | "succeeded" | "failed";
                        message: string;
                        meaning: string;
                        /** @description What the caller can do. */
                        remedy: string;
                        /** @description The same request can succeed later although nobody changes anything. */
                        retryable: boolean;
                        docs: string;
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /**
             * @description - `already_exists`: A SIP trunk with the same phone number, username, and address already exists.
             *     - `number_in_use`: The phone number is already in use.
             *     - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant5"];
                };
            };
            /** @description - `precondition_failed`: The SIP trunk has changed since the version that If-Match names. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error412"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant4"];
                };
            };
        };
    };
    readDialling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
                /**
                 * @description The number to call, in E.164; the plus may be written `+` or `%2B`.
                 * @example +13105550123
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fields of CreateSIPParticipant, and the agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dialling"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             *     - `destination_not_allowed`: This number may not be called over this trunk.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant4"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `outbound_disabled`: Calls from this trunk are off, so LiveKit would refuse to place one. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant7"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    readCarrierSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierSheet"] | string;
                    "text/html": components["schemas"]["CarrierSheet"] | string;
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    readTrunkHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The health, its changes, and the calls behind it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrunkHealthReport"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    listRevisions: {
        parameters: {
            query?: {
                /** @description The largest number of entries in the answer. */
                limit?: number;
                /** @description The place after which the part begins, from `next` of the part before. */
                cursor?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revisions, the newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Revision"][];
                        /** @description The address of the next part; null on the last one. */
                        next: string | null;
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    readRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
                /**
                 * @description The revision, counted from 1.
                 * @example 1
                 */
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revision. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revision"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `revision_not_found`: The SIP trunk has no such revision.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant5"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    revertTrunk: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version that the caller has seen, or several of them. If the trunk has another one, the answer is 412 and nothing changes. `*` accepts every version. A tag that a proxy has made weak (`W/`) counts like the original.
                 * @example "mQ2Jt0fXk3vA9sLw7YpZ1g"
                 */
                "If-Match"?: string;
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
                /**
                 * @description The revision, counted from 1.
                 * @example 1
                 */
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trunk after the change. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    ETag: components["headers"]["ETag"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedTrunk"];
                };
            };
            /** @description The operation goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operation_id: string;
                        /** @enum {string} */
                        state: "running" | "compensating" | "succeeded" | "failed";
                        message: string;
                        meaning: string;
                        /** @description What the caller can do. */
                        remedy: string;
                        /** @description The same request can succeed later although nobody changes anything. */
                        retryable: boolean;
                        docs: string;
                    };
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `revision_not_found`: The SIP trunk has no such revision.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant5"];
                };
            };
            /**
             * @description - `number_in_use`: The phone number is already in use.
             *     - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant8"];
                };
            };
            /** @description - `precondition_failed`: The SIP trunk has changed since the version that If-Match names. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error412"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /**
             * @description - `livekit_unreachable`: LiveKit could not be reached.
             *     - `livekit_timeout`: LiveKit did not answer in time.
             *     - `livekit_fault`: LiveKit answered with a server error.
             *     - `livekit_throttled`: LiveKit refused the request because of its rate limit.
             *     - `livekit_refused`: LiveKit refused the request as invalid.
             *     - `livekit_credentials`: LiveKit does not accept the API key of this service.
             *     - `livekit_wrong_endpoint`: The server at LIVEKIT_URL does not offer the LiveKit SIP API.
             *     - `livekit_without_redis`: livekit-server runs without Redis, which its SIP API needs.
             *     - `livekit_echo_mismatch`: LiveKit stored an object that does not match the request.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `target_not_public`: The SIP server is in a private network, where this service does not call.
             *     - `target_unresolved`: The address of the SIP server could not be looked up.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it completed.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500Variant2"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant4"];
                };
            };
        };
    };
    explainCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Direction
                     * @enum {string}
                     */
                    direction: "inbound";
                    /**
                     * To
                     * Format: sip-party
                     * @description A number or a user, or the whole header of the INVITE as a trace shows it.
                     * @example +493012345670
                     * @example <sip:+493012345670@sip.example.com;user=phone>
                     */
                    to: string;
                    /**
                     * From
                     * Format: sip-party
                     * @description A number or a user, or the whole header of the INVITE as a trace shows it.
                     * @example +493012345670
                     * @example <sip:+493012345670@sip.example.com;user=phone>
                     */
                    from: string;
                    /**
                     * Source IP
                     * Format: ip-address
                     * @example 203.0.113.7
                     */
                    source_ip: string;
                    /** Credentials */
                    credentials?: ("none" | "right" | "wrong" | "unasked" | "wrong_header") | "" | null;
                    /** PIN */
                    pin?: string | "" | null;
                    /**
                     * SRTP
                     * @default false
                     */
                    srtp?: boolean | null;
                } | {
                    /**
                     * Direction
                     * @enum {string}
                     */
                    direction: "outbound";
                    trunk_id: number | string;
                    /** To */
                    to: string;
                };
            };
        };
        responses: {
            /** @description The verdict, and why. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant8"];
                };
            };
        };
    };
    checkTrunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The results. `unknown` means that nothing could be found out. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checks"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant9"];
                };
            };
        };
    };
    checkRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "extension";
                    /**
                     * Phone number
                     * @description An extension; it is kept, shown and sent exactly as it is written.
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "auth";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @description An extension has no other form.
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "extension";
                    /**
                     * Phone number
                     * @description An extension; it is kept, shown and sent exactly as it is written.
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "ip";
                    /** Allowed IP addresses */
                    allowed_inbound_ips: string[];
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @description An extension has no other form.
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "extension";
                    /**
                     * Phone number
                     * @description An extension; it is kept, shown and sent exactly as it is written.
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     */
                    sip_address?: string | "" | null;
                    /** Port */
                    port?: number | "" | null;
                    /** SIP calling format */
                    sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                    /** Inbound authorization type */
                    inbound_authorization_type?: ("auth" | "ip") | "" | null;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @description An extension has no other form.
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "number";
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "auth";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "number";
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     * @example sip.provider.com
                     */
                    sip_address: string;
                    /** Port */
                    port?: number | "" | null;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "ip";
                    /** Allowed IP addresses */
                    allowed_inbound_ips: string[];
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * SIP trunk type
                     * @enum {string}
                     */
                    sip_trunk_type: "number";
                    /**
                     * Phone number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                     */
                    sip_address?: string | "" | null;
                    /** Port */
                    port?: number | "" | null;
                    /** SIP calling format */
                    sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                    /** Inbound authorization type */
                    inbound_authorization_type?: ("auth" | "ip") | "" | null;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * Format: country-code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                } | {
                    /** Name */
                    name: string;
                    /**
                     * Number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    number: string;
                    /**
                     * Outbound PSTN gateway
                     * Format: sip-address-with-port
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     * @example sip.gateway.com
                     * @example sip.gateway.com:5070
                     */
                    outboundPstn: string;
                    /**
                     * Authentication username
                     * @example sip_user
                     */
                    authUserName: string;
                    /** Authentication password */
                    authPassword: string;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /** Name */
                    name: string;
                    /**
                     * Number
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    number: string;
                    /**
                     * Outbound PSTN gateway
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     */
                    outboundPstn?: string | "" | null;
                    /**
                     * Authentication username
                     * @example sip_user
                     */
                    authUserName: string;
                    /** Authentication password */
                    authPassword: string;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                } | {
                    /**
                     * Phone number
                     * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
                     * @example +15551234567
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * Format: sip-address-with-port
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     * @example sip.gateway.com
                     * @example sip.gateway.com:5070
                     */
                    sip_address: string;
                    /**
                     * SIP calling format
                     * @enum {string}
                     */
                    sip_calling_format: "+e164" | "e164" | "national";
                    /**
                     * Inbound authorization type
                     * @enum {string}
                     */
                    inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     */
                    country_code?: string | "" | null;
                    /**
                     * Outbound proxy
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Outbound agent id
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    outbound_agent_id?: string | "" | null;
                    /** Inbound agent version */
                    inbound_agent_version?: number | "" | null;
                    /** Outbound agent version */
                    outbound_agent_version?: number | "" | null;
                    /**
                     * Inbound webhook URL
                     * @description An http or https URL; characters outside ASCII must be percent-encoded.
                     */
                    inbound_webhook_url?: string | "" | null;
                    /** Number provider */
                    number_provider?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /** SIP trunk type */
                    sip_trunk_type?: ("extension" | "number") | "" | null;
                    /**
                     * Preset
                     * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                     */
                    preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                } | {
                    /**
                     * Phone number
                     * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
                     * @example +15551234567
                     * @example 1000
                     */
                    phone_number: string;
                    /** Nickname */
                    nickname?: string | "" | null;
                    /**
                     * SIP username
                     * @example sip_user
                     */
                    sip_username: string;
                    /** SIP password */
                    sip_password: string;
                    /**
                     * SIP server address
                     * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                     */
                    sip_address?: string | "" | null;
                    /** SIP calling format */
                    sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                    /** Inbound authorization type */
                    inbound_authorization_type?: ("auth" | "ip" | "auth_and_ip") | "" | null;
                    /** Allowed IP addresses */
                    allowed_inbound_ips?: string[] | null;
                    /**
                     * Country code
                     * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                     */
                    country_code?: string | "" | null;
                    /**
                     * Outbound proxy
                     * @default false
                     */
                    outbound_proxy?: boolean | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                    /**
                     * Outbound agent id
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    outbound_agent_id?: string | "" | null;
                    /** Inbound agent version */
                    inbound_agent_version?: number | "" | null;
                    /** Outbound agent version */
                    outbound_agent_version?: number | "" | null;
                    /**
                     * Inbound webhook URL
                     * @description An http or https URL; characters outside ASCII must be percent-encoded.
                     */
                    inbound_webhook_url?: string | "" | null;
                    /** Number provider */
                    number_provider?: string | "" | null;
                    /**
                     * Accept national
                     * @default false
                     */
                    accept_national?: boolean | null;
                    /**
                     * Transport
                     * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                     */
                    transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                    /**
                     * Inbound enabled
                     * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                     */
                    inbound_enabled?: boolean | "" | null;
                    /**
                     * Outbound enabled
                     * @description Calls from the number are on. With false, LiveKit refuses to place them.
                     */
                    outbound_enabled?: boolean | "" | null;
                    /**
                     * From host
                     * @description A full host name or an IPv4 address, without a port.
                     */
                    from_host?: string | "" | null;
                    /**
                     * Caller id format
                     * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                     */
                    caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                    /**
                     * Identity header
                     * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                     */
                    identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                    /**
                     * Outbound headers
                     * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                     */
                    outbound_headers?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                     */
                    outbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Outbound codecs
                     * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                     */
                    outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                    /**
                     * Outbound media encryption
                     * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound media encryption
                     * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                     */
                    inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                    /**
                     * Inbound headers to attributes
                     * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                     */
                    inbound_headers_to_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /**
                     * Ringing timeout
                     * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                     */
                    ringing_timeout?: number | "" | null;
                    /**
                     * Maximum call duration
                     * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                     */
                    max_call_duration?: number | "" | null;
                    /**
                     * Room prefix
                     * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                     */
                    room_prefix?: string | "" | null;
                    /**
                     * Participant attributes
                     * @description Attributes of the caller in the room of each inbound call, for the agent.
                     */
                    participant_attributes?: {
                        [key: string]: string;
                    } | "" | null;
                    /** SIP trunk type */
                    sip_trunk_type?: ("extension" | "number") | "" | null;
                    /**
                     * Preset
                     * @enum {string}
                     */
                    preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                };
            };
        };
        responses: {
            /** @description The results. `unknown` means that nothing could be found out. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checks"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `livekit_unavailable`: LiveKit cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant9"];
                };
            };
        };
    };
    testCallTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async` or `wait=5`: how long to wait for the end of the call (RFC 7240). */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the trunk.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestCallRequest"];
            };
        };
        responses: {
            /** @description The call is over, and it is hung up. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            /** @description The call goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             *     - `destination_not_allowed`: This number may not be called over this trunk.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant4"];
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant4"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /**
             * @description - `outbound_disabled`: Calls from this trunk are off, so LiveKit would refuse to place one.
             *     - `too_many_test_calls`: As many test calls go on as may. Please try again after the seconds in Retry-After.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant9"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant10"];
                };
            };
        };
    };
    listTestCalls: {
        parameters: {
            query?: {
                /** @description The largest number of entries in the answer. */
                limit?: number;
                /** @description The place after which the part begins, from `next` of the part before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The test calls, the newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TestCall"][];
                        /** @description The address of the next part; null on the last one. */
                        next: string | null;
                    };
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    testCallRequest: {
        parameters: {
            query?: {
                /** @description The organization for which an operator makes the request. */
                organization_id?: string;
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async` or `wait=5`: how long to wait for the end of the call (RFC 7240). */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * To
                     * Format: e164
                     * @description A number in E.164 format, with a length that exists in its country.
                     * @example +15551234567
                     */
                    to: string;
                    /** Ring seconds */
                    ring_seconds?: number | "" | null;
                    /** Talk seconds */
                    talk_seconds?: number | "" | null;
                    trunk: {
                        /**
                         * SIP trunk type
                         * @enum {string}
                         */
                        sip_trunk_type: "extension";
                        /**
                         * Phone number
                         * @description An extension; it is kept, shown and sent exactly as it is written.
                         * @example 1000
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * Format: sip-address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                         * @example sip.provider.com
                         */
                        sip_address: string;
                        /** Port */
                        port?: number | "" | null;
                        /**
                         * SIP calling format
                         * @enum {string}
                         */
                        sip_calling_format: "+e164" | "e164" | "national";
                        /**
                         * Inbound authorization type
                         * @enum {string}
                         */
                        inbound_authorization_type: "auth";
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Country code
                         * Format: country-code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         * @example US
                         */
                        country_code: string;
                        /**
                         * Outbound proxy
                         * @description No proxy is deployed here.
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @description An extension has no other form.
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                         */
                        preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                    } | {
                        /**
                         * SIP trunk type
                         * @enum {string}
                         */
                        sip_trunk_type: "extension";
                        /**
                         * Phone number
                         * @description An extension; it is kept, shown and sent exactly as it is written.
                         * @example 1000
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * Format: sip-address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                         * @example sip.provider.com
                         */
                        sip_address: string;
                        /** Port */
                        port?: number | "" | null;
                        /**
                         * SIP calling format
                         * @enum {string}
                         */
                        sip_calling_format: "+e164" | "e164" | "national";
                        /**
                         * Inbound authorization type
                         * @enum {string}
                         */
                        inbound_authorization_type: "ip";
                        /** Allowed IP addresses */
                        allowed_inbound_ips: string[];
                        /**
                         * Country code
                         * Format: country-code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         * @example US
                         */
                        country_code: string;
                        /**
                         * Outbound proxy
                         * @description No proxy is deployed here.
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @description An extension has no other form.
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                         */
                        preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                    } | {
                        /**
                         * SIP trunk type
                         * @enum {string}
                         */
                        sip_trunk_type: "extension";
                        /**
                         * Phone number
                         * @description An extension; it is kept, shown and sent exactly as it is written.
                         * @example 1000
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                         */
                        sip_address?: string | "" | null;
                        /** Port */
                        port?: number | "" | null;
                        /** SIP calling format */
                        sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                        /** Inbound authorization type */
                        inbound_authorization_type?: ("auth" | "ip") | "" | null;
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Country code
                         * Format: country-code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         * @example US
                         */
                        country_code: string;
                        /**
                         * Outbound proxy
                         * @description No proxy is deployed here.
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @description An extension has no other form.
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @enum {string}
                         */
                        preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                    } | {
                        /**
                         * SIP trunk type
                         * @enum {string}
                         */
                        sip_trunk_type: "number";
                        /**
                         * Phone number
                         * Format: e164
                         * @description A number in E.164 format, with a length that exists in its country.
                         * @example +15551234567
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * Format: sip-address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                         * @example sip.provider.com
                         */
                        sip_address: string;
                        /** Port */
                        port?: number | "" | null;
                        /**
                         * SIP calling format
                         * @enum {string}
                         */
                        sip_calling_format: "+e164" | "e164" | "national";
                        /**
                         * Inbound authorization type
                         * @enum {string}
                         */
                        inbound_authorization_type: "auth";
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Country code
                         * Format: country-code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         * @example US
                         */
                        country_code: string;
                        /**
                         * Outbound proxy
                         * @description No proxy is deployed here.
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                         */
                        preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                    } | {
                        /**
                         * SIP trunk type
                         * @enum {string}
                         */
                        sip_trunk_type: "number";
                        /**
                         * Phone number
                         * Format: e164
                         * @description A number in E.164 format, with a length that exists in its country.
                         * @example +15551234567
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * Format: sip-address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                         * @example sip.provider.com
                         */
                        sip_address: string;
                        /** Port */
                        port?: number | "" | null;
                        /**
                         * SIP calling format
                         * @enum {string}
                         */
                        sip_calling_format: "+e164" | "e164" | "national";
                        /**
                         * Inbound authorization type
                         * @enum {string}
                         */
                        inbound_authorization_type: "ip";
                        /** Allowed IP addresses */
                        allowed_inbound_ips: string[];
                        /**
                         * Country code
                         * Format: country-code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         * @example US
                         */
                        country_code: string;
                        /**
                         * Outbound proxy
                         * @description No proxy is deployed here.
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                         */
                        preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                    } | {
                        /**
                         * SIP trunk type
                         * @enum {string}
                         */
                        sip_trunk_type: "number";
                        /**
                         * Phone number
                         * Format: e164
                         * @description A number in E.164 format, with a length that exists in its country.
                         * @example +15551234567
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, without a port.
                         */
                        sip_address?: string | "" | null;
                        /** Port */
                        port?: number | "" | null;
                        /** SIP calling format */
                        sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                        /** Inbound authorization type */
                        inbound_authorization_type?: ("auth" | "ip") | "" | null;
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Country code
                         * Format: country-code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         * @example US
                         */
                        country_code: string;
                        /**
                         * Outbound proxy
                         * @description No proxy is deployed here.
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @enum {string}
                         */
                        preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                    } | {
                        /** Name */
                        name: string;
                        /**
                         * Number
                         * Format: e164
                         * @description A number in E.164 format, with a length that exists in its country.
                         * @example +15551234567
                         */
                        number: string;
                        /**
                         * Outbound PSTN gateway
                         * Format: sip-address-with-port
                         * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                         * @example sip.gateway.com
                         * @example sip.gateway.com:5070
                         */
                        outboundPstn: string;
                        /**
                         * Authentication username
                         * @example sip_user
                         */
                        authUserName: string;
                        /** Authentication password */
                        authPassword: string;
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                         */
                        preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                    } | {
                        /** Name */
                        name: string;
                        /**
                         * Number
                         * Format: e164
                         * @description A number in E.164 format, with a length that exists in its country.
                         * @example +15551234567
                         */
                        number: string;
                        /**
                         * Outbound PSTN gateway
                         * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                         */
                        outboundPstn?: string | "" | null;
                        /**
                         * Authentication username
                         * @example sip_user
                         */
                        authUserName: string;
                        /** Authentication password */
                        authPassword: string;
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Preset
                         * @enum {string}
                         */
                        preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                    } | {
                        /**
                         * Phone number
                         * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
                         * @example +15551234567
                         * @example 1000
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * Format: sip-address-with-port
                         * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                         * @example sip.gateway.com
                         * @example sip.gateway.com:5070
                         */
                        sip_address: string;
                        /**
                         * SIP calling format
                         * @enum {string}
                         */
                        sip_calling_format: "+e164" | "e164" | "national";
                        /**
                         * Inbound authorization type
                         * @enum {string}
                         */
                        inbound_authorization_type: "auth" | "ip" | "auth_and_ip";
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Country code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         */
                        country_code?: string | "" | null;
                        /**
                         * Outbound proxy
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Outbound agent id
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        outbound_agent_id?: string | "" | null;
                        /** Inbound agent version */
                        inbound_agent_version?: number | "" | null;
                        /** Outbound agent version */
                        outbound_agent_version?: number | "" | null;
                        /**
                         * Inbound webhook URL
                         * @description An http or https URL; characters outside ASCII must be percent-encoded.
                         */
                        inbound_webhook_url?: string | "" | null;
                        /** Number provider */
                        number_provider?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /** SIP trunk type */
                        sip_trunk_type?: ("extension" | "number") | "" | null;
                        /**
                         * Preset
                         * @description A carrier. Its preset fills the fields that are left out, and the other ones must suit the carrier.
                         */
                        preset?: ("twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate") | "" | null;
                    } | {
                        /**
                         * Phone number
                         * @description A number in E.164 format, or an extension, which does not begin with +. An extension of seven digits or more needs `sip_trunk_type`.
                         * @example +15551234567
                         * @example 1000
                         */
                        phone_number: string;
                        /** Nickname */
                        nickname?: string | "" | null;
                        /**
                         * SIP username
                         * @example sip_user
                         */
                        sip_username: string;
                        /** SIP password */
                        sip_password: string;
                        /**
                         * SIP server address
                         * @description The carrier's SIP server: a full host name or an IPv4 address, with or without a port.
                         */
                        sip_address?: string | "" | null;
                        /** SIP calling format */
                        sip_calling_format?: ("+e164" | "e164" | "national") | "" | null;
                        /** Inbound authorization type */
                        inbound_authorization_type?: ("auth" | "ip" | "auth_and_ip") | "" | null;
                        /** Allowed IP addresses */
                        allowed_inbound_ips?: string[] | null;
                        /**
                         * Country code
                         * @description An ISO 3166-1 alpha-2 code, or AC, TA or XK. If the number itself has a country, that country is stored instead.
                         */
                        country_code?: string | "" | null;
                        /**
                         * Outbound proxy
                         * @default false
                         */
                        outbound_proxy?: boolean | null;
                        /**
                         * Agent name
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        agent_name?: string | "" | null;
                        /**
                         * Outbound agent id
                         * @description The name under which an agent is registered in LiveKit.
                         */
                        outbound_agent_id?: string | "" | null;
                        /** Inbound agent version */
                        inbound_agent_version?: number | "" | null;
                        /** Outbound agent version */
                        outbound_agent_version?: number | "" | null;
                        /**
                         * Inbound webhook URL
                         * @description An http or https URL; characters outside ASCII must be percent-encoded.
                         */
                        inbound_webhook_url?: string | "" | null;
                        /** Number provider */
                        number_provider?: string | "" | null;
                        /**
                         * Accept national
                         * @default false
                         */
                        accept_national?: boolean | null;
                        /**
                         * Transport
                         * @description How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.
                         */
                        transport?: ("auto" | "udp" | "tcp" | "tls") | "" | null;
                        /**
                         * Inbound enabled
                         * @description Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.
                         */
                        inbound_enabled?: boolean | "" | null;
                        /**
                         * Outbound enabled
                         * @description Calls from the number are on. With false, LiveKit refuses to place them.
                         */
                        outbound_enabled?: boolean | "" | null;
                        /**
                         * From host
                         * @description A full host name or an IPv4 address, without a port.
                         */
                        from_host?: string | "" | null;
                        /**
                         * Caller id format
                         * @description The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.
                         */
                        caller_id_format?: ("+e164" | "e164" | "national" | "username") | "" | null;
                        /**
                         * Identity header
                         * @description The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.
                         */
                        identity_header?: ("none" | "P-Asserted-Identity" | "P-Preferred-Identity" | "Remote-Party-ID") | "" | null;
                        /**
                         * Outbound headers
                         * @description Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.
                         */
                        outbound_headers?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the carrier's answer to a call, by the names of the headers.
                         */
                        outbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Outbound codecs
                         * @description The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.
                         */
                        outbound_codecs?: ("PCMU" | "PCMA" | "G722" | "AMR-WB")[] | "" | null;
                        /**
                         * Outbound media encryption
                         * @description Whether the media of outbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        outbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound media encryption
                         * @description Whether the media of inbound calls are encrypted (SRTP). With `allowed` they are if the carrier can, with `required` a call without encryption fails.
                         */
                        inbound_media_encryption?: ("disabled" | "allowed" | "required") | "" | null;
                        /**
                         * Inbound headers to attributes
                         * @description The attributes of the participant that get the values of headers of the INVITE of the caller, by the names of the headers.
                         */
                        inbound_headers_to_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /**
                         * Ringing timeout
                         * @description How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).
                         */
                        ringing_timeout?: number | "" | null;
                        /**
                         * Maximum call duration
                         * @description How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).
                         */
                        max_call_duration?: number | "" | null;
                        /**
                         * Room prefix
                         * @description The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.
                         */
                        room_prefix?: string | "" | null;
                        /**
                         * Participant attributes
                         * @description Attributes of the caller in the room of each inbound call, for the agent.
                         */
                        participant_attributes?: {
                            [key: string]: string;
                        } | "" | null;
                        /** SIP trunk type */
                        sip_trunk_type?: ("extension" | "number") | "" | null;
                        /**
                         * Preset
                         * @enum {string}
                         */
                        preset: "twilio" | "telnyx" | "plivo" | "vonage" | "bandwidth" | "didww" | "zadarma" | "sipgate";
                    };
                };
            };
        };
        responses: {
            /** @description The call is over, and it is hung up. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            /** @description The call goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `invalid_json`: The request body is not valid JSON.
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `duplicate_member`: The request body names a member twice.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant2"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             *     - `destination_not_allowed`: This number may not be called over this trunk.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403Variant4"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /**
             * @description - `outbound_disabled`: Calls from this trunk are off, so LiveKit would refuse to place one.
             *     - `too_many_test_calls`: As many test calls go on as may. Please try again after the seconds in Retry-After.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant9"];
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant10"];
                };
            };
        };
    };
    readTestCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the test call.
                 * @example tc_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The test call. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `test_call_not_found`: There is no such test call. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant6"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description The largest number of entries in the answer. */
                limit?: number;
                /** @description The place after which the part begins, from `next` of the part before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The imports, the newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Import"][];
                        /** @description The address of the next part; null on the last one. */
                        next: string | null;
                    };
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    beginImport: {
        parameters: {
            query?: {
                /** @description `true`: the file is only checked. */
                dry_run?: "true" | "false";
            };
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description The answer always comes as soon as the request is saved, with or without `respond-async` (RFC 7240). */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description The file was only checked. It can be imported. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        valid: true;
                        total: number;
                        /** @description Lines that are imported as they are, but can surprise; at most 1,000. */
                        warnings?: {
                            line: number;
                            message: string;
                        }[];
                    };
                };
            };
            /** @description The import goes on. Location is its address. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunImport"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `request_timeout`: The request body took too long to arrive. */
            408: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error408"];
                };
            };
            /** @description - `import_too_large`: The file is larger than 16 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error413Variant3"];
                };
            };
            /**
             * @description - `unsupported_charset`: The request body must be in UTF-8.
             *     - `unsupported_content_encoding`: The request body must be sent plain or with Content-Encoding gzip, deflate or br.
             *     - `unsupported_import_format`: Send the file with Content-Type text/csv or application/x-ndjson.
             */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error415Variant2"];
                };
            };
            /**
             * @description - `import_invalid`: The file cannot be imported as it is, so nothing was begun. See the problems of its lines.
             *     - `idempotency_key_reused`: Idempotency-Key was already used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422Variant2"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant4"];
                };
            };
        };
    };
    readImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the import.
                 * @example imp_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant7"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    readImportReport: {
        parameters: {
            query?: {
                /** @description The format of the file. It takes precedence over Accept; the default is JSON lines. */
                format?: "csv" | "jsonl";
                /** @description `true`: CSV whose cells no spreadsheet runs as formulas or converts. Such cells begin with an apostrophe, which an import removes. */
                spreadsheet?: "true" | "false";
            };
            header?: never;
            path: {
                /**
                 * @description The id of the import.
                 * @example imp_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each line of the file: `line`, `phone_number`, `outcome`, `attempt`, `trunk_id`, `operation_id`, `code`, `meaning`, `remedy`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant7"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
    retryImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description The answer always comes as soon as the request is saved, with or without `respond-async` (RFC 7240). */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example imp_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant7"];
                };
            };
            /**
             * @description - `import_running`: The import is still running. Wait for its end, or cancel it, before trying failed lines again.
             *     - `nothing_to_retry`: No line of the import has failed, was refused or cancelled.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant10"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant10"];
                };
            };
        };
    };
    cancelImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a retry harmless: the same request with the same key gets the first answer again, also a failure. Any other request of the organization with that key is refused. Keys do not expire. A key has 1 to 255 printable ASCII characters, in quotes like a string of RFC 8941: `"order-4711"`. Without quotes, `order-4711` is the same key. */
                "Idempotency-Key"?: string;
                /** @description The answer always comes as soon as the request is saved, with or without `respond-async` (RFC 7240). */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example imp_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /**
             * @description - `malformed_request`: The request could not be read.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400Variant3"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error404Variant7"];
                };
            };
            /** @description - `import_finished`: The import has ended already. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error409Variant11"];
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error422"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503Variant11"];
                };
            };
        };
    };
    exportTrunks: {
        parameters: {
            query?: {
                /** @description The format of the file. It takes precedence over Accept; the default is JSON lines. */
                format?: "csv" | "jsonl";
                /** @description `true`: CSV whose cells no spreadsheet runs as formulas or converts. Such cells begin with an apostrophe, which an import removes. */
                spreadsheet?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One trunk on each line: `phone_number`, `nickname`, `sip_username`, `sip_password`, `sip_address`, `sip_calling_format`, `inbound_authorization_type`, `allowed_inbound_ips`, `country_code`, `outbound_proxy`, `agent_name`, `outbound_agent_id`, `inbound_agent_version`, `outbound_agent_version`, `inbound_webhook_url`, `number_provider`, `accept_national`, `transport`, `inbound_enabled`, `outbound_enabled`, `from_host`, `caller_id_format`, `identity_header`, `outbound_headers`, `outbound_headers_to_attributes`, `outbound_codecs`, `outbound_media_encryption`, `inbound_media_encryption`, `inbound_headers_to_attributes`, `ringing_timeout`, `max_call_duration`, `room_prefix`, `participant_attributes`, `sip_trunk_type`, `carrier`, `preset`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description - `validation_failed`: The request has values that cannot be used. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error400"];
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error401"];
                };
            };
            /**
             * @description - `address_not_allowed`: This API key may not be used from this address.
             *     - `no_organization`: This API key does not belong to an organization.
             *     - `organization_suspended`: This organization is suspended.
             *     - `scope_missing`: This API key does not have the scope that this request needs.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error403"];
                };
            };
            /** @description - `rate_limited`: Too many requests. Please try again after the seconds in Retry-After. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error429"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error500"];
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `capacity_unavailable`: Too many requests of that kind are waiting. Wait for the seconds in Retry-After, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["V1Error503"];
                };
            };
        };
    };
}
