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
         * @description All of them, or with `per_page` or `page` one page.
         */
        get: operations["listSipTrunks"];
        put?: never;
        /**
         * Set up a SIP trunk
         * @description Makes an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. Without `agent_name` the agent of the organization answers, with null none.
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
         * @description What is left out stays, and so does what is sent as it was read. Objects in LiveKit keep their ids; either all of it is changed or nothing. Under `auth` a trunk has no `allowed_inbound_ips`, and a list of addresses is not used; only a trunk that was made with both credentials and addresses (through Zudu, or by an import) keeps its addresses: a list replaces them, null or an empty list takes them away.
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
         * @description Null or the empty text takes it away. Nothing in LiveKit is touched.
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
         * @description Makes an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. For a day the same request gets the same answer. Without `agent_name` the agent of the organization answers, with null none.
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
         * Set up a SIP trunk, at the path that was meant
         * @description Makes an inbound trunk, an outbound trunk and a dispatch rule in LiveKit and a record, or nothing at all. For a day the same request gets the same answer. Without `agent_name` the agent of the organization answers, with null none.
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
         * @description Connects a number of your own account at Twilio or Plivo, so that it rings here and can be called from, or does nothing at all: the trunk at the carrier, the route of the number, and all that a set-up makes. The account is kept sealed until the number is deleted, which takes everything back; with an import that failed, so that it can be tried again, until the number was imported and deleted. For a day the same request gets the same answer. Without `inbound_agent_id` the agent of the organization answers, with null none.
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
         * @description What is left out stays, null takes it away; only `outbound_trunk_id` cannot be taken away. `inbound_agent_id` assigns the agent that answers; it is told `inbound_agent_version` in the metadata of its job, as `{"agent_version":2}`. An agent that is replaced or taken away, inbound or outbound, takes its version with it, unless the same request gives one. The outbound agent is told to whoever calls, by `GET /v1/trunks/{id}/dialling/{number}`: Trunkline dials nothing. `inbound_webhook_url` and `number_provider` are kept and shown.
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
    "/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an operation
         * @description At any time from its acceptance on: its state, its steps, why it failed, and what it made.
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
         * @description Server-sent events; the stream is closed behind the event `ended`.
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
         * @description A set-up is taken back, and what a change has changed is put back as it was.
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
        /** Read a reconciliation with what it has found */
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
        /** Whether the service answers */
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
        /** Whether set-ups can be carried out */
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
        /** The numbers for Prometheus */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
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
        /** This description */
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
        /** List the trunks */
        get: operations["listTrunks"];
        put?: never;
        post?: never;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
         * @description What LiveKit’s CreateSIPParticipant must be given, with the number as `sip_calling_format` has it, and which agent is to be dispatched into the room of the call: the `outbound_agent_id` of the trunk. It calls nobody.
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
    "/v1/trunks/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the revisions of a trunk
         * @description Also of one that is deleted.
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
         * Take a trunk back to a revision
         * @description A change like any other: whole, in place, or not at all. It makes a revision of its own.
         */
        post: operations["revertTrunk"];
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
         * @description A file with a trunk on each line, up to 10,000 lines of up to 64 KiB; those on which nothing stands count as well. All are checked before the first is begun. It is a JSON object on each line (`ImportLine`), or CSV whose head names these columns in any order, of which those that are not required may be missing: `phone_number`, `nickname`, `sip_username`, `sip_password`, `sip_address`, `sip_calling_format`, `inbound_authorization_type`, `allowed_inbound_ips`, `country_code`, `outbound_proxy`, `agent_name`, `outbound_agent_id`, `inbound_agent_version`, `outbound_agent_version`, `inbound_webhook_url`, `number_provider`, `carrier`. In CSV an empty cell means none, addresses are separated by spaces, commas or semicolons, and spaces at the edges belong to names and passwords.
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
        /** Read what became of every line of an import */
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
        /** Let no further line of an import begin */
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
         * @description Without passwords: `sip_password` is empty. `carrier` names the carrier at which Trunkline has connected the number; such a line cannot be imported.
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
        AssignablePhoneNumber: {
            id: number;
            phone_number: string;
            country_code: string | null;
            type_label: string;
            is_available: boolean;
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
            /** @description For people; null for an extension. */
            phone_number_pretty: string | null;
            /** @description In milliseconds since 1970. */
            last_modification_timestamp: number;
        };
        Dialling: {
            sip_trunk_id: string;
            /** @description The number as `sip_calling_format` has it. */
            sip_call_to: string;
            /** @description The agent that makes the call (`outbound_agent_id`), by the names of CreateDispatch, with its version in `metadata`; null where the trunk has none. */
            agent: {
                agent_name: string;
                metadata: string;
            } | null;
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
            carrier: ("twilio" | "plivo") | null;
        };
        Failure: {
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "number_taken" | "carrier_credentials_refused" | "carrier_number_not_found" | "carrier_number_without_voice" | "carrier_refused" | "carrier_unexpected_answer" | "carrier_unreachable" | "carrier_throttled" | "carrier_off" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            /** @enum {string} */
            component: "livekit" | "carrier" | "database" | "temporal" | "trunkline";
            meaning: string;
            remedy: string;
            docs: string;
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
        };
        FieldErrors: {
            message: string;
            errors: {
                [key: string]: string[];
            };
        };
        Finding: {
            /** @enum {string} */
            code: "orphan" | "duplicate" | "missing" | "drift" | "password_unreadable" | "wildcard_trunk" | "wildcard_rule" | "open_trunk" | "foreign_on_number" | "foreign_rule_on_trunk" | "unfinished_operation";
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
                /** @enum {string} */
                number_provider: "twilio" | "plivo";
                inbound_agent_id: string | null;
                outbound_agent_id: string | null;
                inbound_trunk_id: string;
                outbound_trunk_id: string;
                dispatch_rule_id: string;
                /** Format: date-time */
                created_at: string;
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
             * @description A number in E.164 format, or an extension: anything that does not begin with +.
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
             * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
             */
            country_code?: string | "" | null;
            /**
             * Outbound proxy
             * @default false
             */
            outbound_proxy: boolean | null;
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
             * @description An http or https URL; what is not ASCII is percent-encoded.
             */
            inbound_webhook_url?: string | "" | null;
            /** Number provider */
            number_provider?: string | "" | null;
            /**
             * Carrier
             * @description Must be empty: an export names here the carrier at which Trunkline has connected the number.
             */
            carrier?: string | "" | null;
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
            /** @description Where carriers send calls. */
            sip_inbound_host: string | null;
            /**
             * @description `deleting` while a delete goes on, however long LiveKit keeps it waiting.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** @description Where calls come from through the proxy. */
            outbound_egress_ip?: string;
            /** @description The agent that answers. */
            agent_name: string | null;
        };
        Operation: {
            id: string;
            /** @enum {string} */
            kind: "set_up_trunk" | "change_trunk" | "tear_down_trunk" | "repair_trunk";
            /** @enum {string} */
            state: "running" | "compensating" | "succeeded" | "failed";
            /** @enum {string} */
            contract: "autocalls" | "zudu" | "native" | "reconciler";
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
                state: "pending" | "running" | "succeeded" | "failed" | "removed" | "skipped";
                started_at: string | null;
                ended_at: string | null;
                attempts: number | null;
                error: components["schemas"]["StepError"] | null;
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
            }[];
            failure: components["schemas"]["Failure"] | null;
            trunk: {
                id: number;
                inbound_trunk_id: string;
                outbound_trunk_id: string;
                dispatch_rule_id: string;
            } | null;
        };
        PhoneNumber: {
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
                from: string | number | boolean | string[] | null;
                to: string | number | boolean | string[] | null;
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
                inbound_authorization_type: "auth" | "ip";
                allowed_inbound_ips: string[];
                outbound_proxy: boolean;
                country_code: string | null;
                agent_name: string | null;
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
            /** @description Where carriers send calls. */
            sip_inbound_host: string | null;
            /**
             * @description `deleting` while a delete goes on, however long LiveKit keeps it waiting.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** @description Where calls come from through the proxy. */
            outbound_egress_ip?: string;
            /** @description The agent that answers. */
            agent_name: string | null;
        };
        StepError: {
            /** @enum {string} */
            code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "number_taken" | "carrier_credentials_refused" | "carrier_number_not_found" | "carrier_number_without_voice" | "carrier_refused" | "carrier_unexpected_answer" | "carrier_unreachable" | "carrier_throttled" | "carrier_off" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
            /** @enum {string} */
            component: "livekit" | "carrier" | "database" | "temporal" | "trunkline";
            meaning: string;
            remedy: string;
            docs: string;
        };
        Trunk: {
            id: number;
            /** @enum {string} */
            sip_trunk_type: "number" | "extension";
            phone_number: string;
            nickname: string | null;
            sip_username: string;
            sip_address: string;
            /** @enum {string} */
            sip_calling_format: "+e164" | "e164" | "national";
            /** @enum {string} */
            inbound_authorization_type: "auth" | "ip";
            allowed_inbound_ips: string[];
            outbound_proxy: boolean;
            country_code: string | null;
            agent_name: string | null;
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
             * @description `deleting` while a delete goes on, however long LiveKit keeps it waiting.
             * @enum {string}
             */
            status: "active" | "deleting";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        UnfinishedAutocallsOperation: {
            message: string;
            data: {
                operation_id: string;
                /** @enum {string} */
                state: "running" | "compensating" | "succeeded" | "failed";
            };
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
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The caller's own X-Request-Id where it is sane, else a new one. Quote it in reports. */
        "X-Request-Id": string;
        /** @description The operation that the request began or joined. */
        "X-Operation-Id": string;
        /** @description Where the trunk, or the course of the operation, can be read. */
        Location: string;
        /** @description Seconds to wait. */
        "Retry-After": number;
        /** @description The answer came early because the caller preferred so. */
        "Preference-Applied": "respond-async";
        /** @description How to show a key. */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listSipTrunks: {
        parameters: {
            query?: {
                /** @description Trunks on a page. Without this and `page`, all of them are listed. */
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
            /** @description The oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ListedSipTrunk"][];
                    } | {
                        data: components["schemas"]["ListedSipTrunk"][];
                        current_page: number;
                        last_page: number;
                        per_page: number;
                        total: number;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    createSipTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
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
                     * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     * @enum {unknown}
                     */
                    outbound_proxy?: false | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
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
                     * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     * @enum {unknown}
                     */
                    outbound_proxy?: false | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
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
                     * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     * @enum {unknown}
                     */
                    outbound_proxy?: false | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
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
                     * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
                     * @example US
                     */
                    country_code: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     * @enum {unknown}
                     */
                    outbound_proxy?: false | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description The trunk works. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "already_exists" | "number_in_use";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["IdempotencyKeyReused"];
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
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
                 * @description The trunk's id: what the create call returned as `data.id`.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SipTrunk"];
                    };
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `not_a_trunk_number`: SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "trunk_not_found" | "not_a_trunk_number";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    changeSipTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The trunk's id: what the create call returned as `data.id`.
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
                     * Phone number
                     * @description In the form of the trunk's type: a number in E.164 format, or an extension.
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
                     * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
                     * @example US
                     */
                    country_code?: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     * @enum {unknown}
                     */
                    outbound_proxy?: false | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                } | {
                    /**
                     * Phone number
                     * @description In the form of the trunk's type: a number in E.164 format, or an extension.
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
                     * @description An ISO 3166-1 alpha-2 code that is assigned. A number's own country is kept where the number tells it.
                     * @example US
                     */
                    country_code?: string;
                    /**
                     * Outbound proxy
                     * @description No proxy is deployed here.
                     * @default false
                     * @enum {unknown}
                     */
                    outbound_proxy?: false | null;
                    /**
                     * Agent name
                     * @description The name under which an agent is registered in LiveKit.
                     */
                    agent_name?: string | "" | null;
                };
            };
        };
        responses: {
            /** @description The trunk is changed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `not_a_trunk_number`: SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "trunk_not_found" | "not_a_trunk_number";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "already_exists" | "number_in_use" | "trunk_busy";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["IdempotencyKeyReused"];
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    deleteSipTrunk: {
        parameters: {
            query?: {
                /** @description Keeps a trunk to which an agent is assigned, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The trunk's id: what the create call returned as `data.id`.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing of it is left in LiveKit, which a list has shown. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `not_a_trunk_number`: SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "trunk_not_found" | "not_a_trunk_number";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "trunk_busy" | "trunk_assigned";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["IdempotencyKeyReused"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
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
            /** @description Every number that Trunkline knows is a SIP trunk’s. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AccountPhoneNumber"][];
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                        operation_id?: string;
                    };
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
                 * @description The trunk's id: what the create call returned as `data.id`.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SipTrunk"];
                    };
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /**
             * @description - `phone_number_not_found`: Phone number not found.
             *     - `not_a_phone_number_id`: Phone number not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "phone_number_not_found" | "not_a_phone_number_id";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    renamePhoneNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The trunk's id: what the create call returned as `data.id`.
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
                    };
                };
            };
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /**
             * @description - `phone_number_not_found`: Phone number not found.
             *     - `not_a_phone_number_id`: Phone number not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "phone_number_not_found" | "not_a_phone_number_id";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `trunk_busy`: Another operation is still working on this phone number. Please send the same request again in a few seconds. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "trunk_busy";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["IdempotencyKeyReused"];
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    deletePhoneNumber: {
        parameters: {
            query?: {
                /** @description Keeps a trunk to which an agent is assigned, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The trunk's id: what the create call returned as `data.id`.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing of it is left in LiveKit, which a list has shown. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        warnings?: string[];
                    };
                };
            };
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "malformed_request";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: Unauthenticated. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /**
             * @description - `phone_number_not_found`: Phone number not found.
             *     - `not_a_phone_number_id`: Phone number not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; this address takes the number that the create call returned as data.id.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "phone_number_not_found" | "not_a_phone_number_id";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "trunk_busy" | "trunk_assigned";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `validation_failed`: The given data was invalid.
             *     - `idempotency_key_reused`: The given data was invalid.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["IdempotencyKeyReused"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    listAssignablePhoneNumbers: {
        parameters: {
            query?: {
                /** @description `inbound` leaves out numbers whose calls an agent answers. `is_available` is about calls in this direction; without it, about all. */
                type?: "inbound" | "outbound";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A number is available while no agent answers its calls. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            /** @description - `validation_failed`: The given data was invalid. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"];
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    createSipTrunkDispatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
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
                };
            };
        };
        responses: {
            /** @description The trunk works; `data` is the id of its inbound trunk in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unauthenticated";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "already_exists" | "number_in_use";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        operation_id?: string;
                    };
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    createSipTrunkDispatchBySip: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
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
                };
            };
        };
        responses: {
            /** @description The trunk works; `data` is the id of its inbound trunk in LiveKit. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unauthenticated";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "already_exists" | "number_in_use";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        operation_id?: string;
                    };
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    importPhoneNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
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
            /** @description Calls to the number come in, and calls from it go out. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unauthenticated";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "carrier_not_enabled" | "inbound_host_missing" | "number_in_use";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "idempotency_key_reused" | "carrier_credentials_refused" | "carrier_number_not_found" | "carrier_number_without_voice";
                        operation_id?: string;
                    };
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             *     - `carrier_refused`: The carrier refused to connect the phone number.
             *     - `carrier_unexpected_answer`: The carrier answered something that Trunkline does not understand.
             *     - `carrier_unreachable`: The carrier could not be reached, did not answer in time or answered with a server error.
             *     - `carrier_throttled`: The carrier refused the request because of its rate limit.
             *     - `carrier_off`: The worker that took up the operation is not allowed to reach the carrier.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal" | "carrier_refused" | "carrier_unexpected_answer" | "carrier_unreachable" | "carrier_throttled" | "carrier_off";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
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
                 * @description The number; its plus may be written `+` or `%2B`. It may also be the extension `import`, whose path takes POST for the import besides.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: components["schemas"]["PhoneNumber"];
                        warnings?: string[];
                    };
                };
            };
            /**
             * @description - `no_organization`: No Org ID found
             *     - `malformed_request`: The request could not be read.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "success";
                        error: null;
                        data: null;
                    } | {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "malformed_request";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unauthenticated";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `phone_number_not_found`: Phone number not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "phone_number_not_found";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    deleteNumber: {
        parameters: {
            query?: {
                /** @description Keeps a trunk to which an agent is assigned, for calls to its number or from it. `?if_unused` alone means true; an empty value (`?if_unused=`) counts as left out. */
                if_unused?: "true" | "false" | "1" | "0";
            };
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The number; its plus may be written `+` or `%2B`. It may also be the extension `import`, whose path takes POST for the import besides.
                 * @example +15551234567
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing of it is left in LiveKit, which a list has shown. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unauthenticated";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `phone_number_not_found`: Phone number not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "phone_number_not_found";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "trunk_busy" | "trunk_assigned";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    changePhoneNumber: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The number; its plus may be written `+` or `%2B`. It may also be the extension `import`, whose path takes POST for the import besides.
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
                     * @description An http or https URL; what is not ASCII is percent-encoded.
                     */
                    inbound_webhook_url?: string | "" | null;
                    /** Number provider */
                    number_provider?: string | "" | null;
                    /**
                     * Outbound trunk id
                     * @description Only the id that the number has already: every number has an outbound trunk of its own.
                     * @example ST_sFAXh5zmGwU2
                     */
                    outbound_trunk_id?: string;
                };
            };
        };
        responses: {
            /** @description The number as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
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
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
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
             *     - `validation_failed`: Validation failed
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
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
                        code: "malformed_request" | "invalid_json" | "invalid_utf8";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unauthenticated";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `phone_number_not_found`: Phone number not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "phone_number_not_found";
                        operation_id?: string;
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "number_in_use" | "trunk_busy";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `body_too_large`: The request body is larger than 64 KiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "body_too_large";
                        operation_id?: string;
                    };
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
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        operation_id?: string;
                    };
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @constant */
                        status: "error";
                        data: null;
                        error: null;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    listOperations: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "running" | "compensating" | "succeeded" | "failed" | "";
                /** @description Only those of this kind. */
                kind?: "set_up_trunk" | "change_trunk" | "tear_down_trunk" | "repair_trunk" | "";
                /** @description Only those that work on this trunk. */
                trunk_id?: number;
                /** @description Operations on a page. */
                limit?: number;
                /** @description Where the page begins; `next` of the page before has it. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
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
                 * @description The id out of Location or X-Operation-Id.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request";
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operation_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
    followOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last event that the client has; the stream goes on behind it. */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description The id out of Location or X-Operation-Id.
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
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        id: string;
                        /** @enum {string} */
                        event: "accepted" | "step" | "compensating" | "ended";
                        data: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description There is nothing behind the last event. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request";
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operation_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             *     - `too_many_streams`: Too many event streams are open. Please try again in a few seconds, or read the operation instead.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable" | "too_many_streams";
                    };
                };
            };
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id out of Location or X-Operation-Id.
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
                    Location: components["headers"]["Location"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operation_not_found";
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operation_finished" | "operation_not_cancellable";
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                    };
                };
            };
        };
    };
    retryOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The id out of Location or X-Operation-Id.
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
                    Location: components["headers"]["Location"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `operation_not_found`: There is no such operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operation_not_found";
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operation_unfinished" | "operation_succeeded" | "operation_superseded" | "operation_not_retryable" | "trunk_busy";
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                    };
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
            /** @description Those that are kept, the latest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Reconciliation"][];
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `operators_only`: Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operators_only";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
    readReconciliation: {
        parameters: {
            query?: {
                /** @description Behind which finding the page begins; `next` of the page before has it. */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example rec_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The weightiest findings first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request";
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `operators_only`: Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "operators_only";
                    };
                };
            };
            /** @description - `reconciliation_not_found`: There is no such reconciliation, or none any more. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "reconciliation_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
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
            /** @description It does. */
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
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
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
            /** @description They can. */
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
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /** @description Something that they need cannot be reached. */
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
            /** @description Prometheus' text format. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
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
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
        };
    };
    listTrunks: {
        parameters: {
            query?: {
                /** @description Entries in an answer. */
                limit?: number;
                /** @description Behind which entry the part begins; `next` of the part before has it. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
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
                 * @description The trunk's id.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trunk"];
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request";
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "trunk_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
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
                 * @description The trunk's id.
                 * @example 42
                 */
                id: number;
                /**
                 * @description The number to be called, in E.164; its plus may be written `+` or `%2B`.
                 * @example +40741926265
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fields of CreateSIPParticipant, and the agent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "trunk_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
    listRevisions: {
        parameters: {
            query?: {
                /** @description Entries in an answer. */
                limit?: number;
                /** @description Behind which entry the part begins; `next` of the part before has it. */
                cursor?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The trunk's id.
                 * @example 42
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `trunk_not_found`: SIP trunk not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "trunk_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
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
                 * @description The trunk's id.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revision"];
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request";
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `revision_not_found`: The SIP trunk has no such revision.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "trunk_not_found" | "revision_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
    revertTrunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: an answer as soon as the wish is written down (RFC 7240). `wait=5`: after 5 seconds at the latest. */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The trunk's id.
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
            /** @description The trunk as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trunk"];
                };
            };
            /** @description The operation goes on; Location tells where its course can be read. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operation_id: string;
                        /** @enum {string} */
                        state: "running" | "compensating" | "succeeded" | "failed";
                        message: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /**
             * @description - `trunk_not_found`: SIP trunk not found.
             *     - `revision_not_found`: The SIP trunk has no such revision.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "trunk_not_found" | "revision_not_found";
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "number_in_use" | "trunk_busy";
                        operation_id?: string;
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    };
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
             *     - `livekit_echo_mismatch`: LiveKit stored something else than what was asked for.
             *     - `livekit_object_missing`: A part of the trunk is no longer in LiveKit, so it cannot be changed.
             *     - `database_fault`: The record could not be written to the database.
             *     - `password_unreadable`: The stored SIP password cannot be decrypted by this worker.
             *     - `out_of_time`: The operation did not finish within its time budget.
             *     - `cancelled`: The operation was cancelled before it was done.
             *     - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it.
             */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "livekit_unreachable" | "livekit_timeout" | "livekit_fault" | "livekit_throttled" | "livekit_refused" | "livekit_credentials" | "livekit_wrong_endpoint" | "livekit_without_redis" | "livekit_echo_mismatch" | "livekit_object_missing" | "database_fault" | "password_unreadable" | "out_of_time" | "cancelled" | "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `capacity_unavailable`: Too many requests of that kind wait for their turn. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable" | "capacity_unavailable";
                    };
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description Entries in an answer. */
                limit?: number;
                /** @description Behind which entry the part begins; `next` of the part before has it. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
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
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async` is always honoured, asked for or not: the answer comes as soon as the wish is written down (RFC 7240). */
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
            /** @description The file was only checked, and can be imported. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        valid: true;
                        total: number;
                    };
                };
            };
            /** @description The import goes on; Location tells where its course can be read. */
            202: {
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
             *     - `invalid_utf8`: The request body is not valid UTF-8.
             *     - `validation_failed`: The request has values that cannot be used.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "invalid_utf8" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `import_too_large`: The file is larger than 16 MiB. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_too_large";
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_charset" | "unsupported_content_encoding" | "unsupported_import_format";
                    };
                };
            };
            /**
             * @description - `import_invalid`: The file cannot be imported as it is, so nothing was begun. See the problems of its lines.
             *     - `idempotency_key_reused`: Idempotency-Key was already used with another request.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
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
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable";
                    };
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
                 * @description The import's id.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description - `malformed_request`: The request could not be read. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request";
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
    readImportReport: {
        parameters: {
            query?: {
                /** @description Goes before what Accept names; without either it is JSON lines. */
                format?: "csv" | "jsonl";
            };
            header?: never;
            path: {
                /**
                 * @description The import's id.
                 * @example imp_0123456789abcdef0123456789abcdef
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line for each line of the file: `line`, `phone_number`, `outcome`, `attempt`, `trunk_id`, `operation_id`, `code`, `meaning`, `remedy`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_not_found";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
    retryImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async` is always honoured, asked for or not: the answer comes as soon as the wish is written down (RFC 7240). */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The import's id.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_not_found";
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_running" | "nothing_to_retry";
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `temporal_unavailable`: Temporal cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "temporal_unavailable" | "database_unavailable";
                    };
                };
            };
        };
    };
    cancelImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition harmless: the same request with the same key gets the first answer again, also a failure. Another request of the organisation with that key is refused, whatever it asks for. Kept for ever. A key is 1 to 255 printable ASCII characters, and stands in quotes as a string of RFC 8941 does, `"order-4711"`; `order-4711` without quotes is the same key. */
                "Idempotency-Key"?: string;
                /** @description `respond-async` is always honoured, asked for or not: the answer comes as soon as the wish is written down (RFC 7240). */
                Prefer?: string;
            };
            path: {
                /**
                 * @description The import's id.
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "malformed_request" | "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `import_not_found`: There is no such import. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_not_found";
                    };
                };
            };
            /** @description - `import_finished`: The import has ended already. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    Location: components["headers"]["Location"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "import_finished";
                    };
                };
            };
            /** @description - `idempotency_key_reused`: Idempotency-Key was already used with another request. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `database_unavailable`: The database cannot be reached. Wait for the seconds that Retry-After names, then send the same request again.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "database_unavailable";
                    };
                };
            };
        };
    };
    exportTrunks: {
        parameters: {
            query?: {
                /** @description Goes before what Accept names; without either it is JSON lines. */
                format?: "csv" | "jsonl";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A trunk on each line: `phone_number`, `nickname`, `sip_username`, `sip_password`, `sip_address`, `sip_calling_format`, `inbound_authorization_type`, `allowed_inbound_ips`, `country_code`, `outbound_proxy`, `agent_name`, `outbound_agent_id`, `inbound_agent_version`, `outbound_agent_version`, `inbound_webhook_url`, `number_provider`, `carrier`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                };
            };
            /** @description - `unauthenticated`: The API key is missing or not valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                    };
                };
            };
            /** @description - `no_organization`: This API key does not belong to an organization. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "no_organization";
                    };
                };
            };
            /** @description - `internal`: The request failed inside Trunkline. Please quote its X-Request-Id when you report it. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Operation-Id": components["headers"]["X-Operation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "internal";
                        operation_id?: string;
                    };
                };
            };
            /**
             * @description - `keys_unavailable`: API keys cannot be checked right now. Please try again in a few seconds.
             *     - `data_unavailable`: The data cannot be read right now. Please try again in a few seconds.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        status: number;
                        detail: string;
                        /** @enum {string} */
                        code: "keys_unavailable" | "data_unavailable";
                    };
                };
            };
        };
    };
}
