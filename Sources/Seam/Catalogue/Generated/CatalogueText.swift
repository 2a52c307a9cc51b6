// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// The endpoints of the API as text, which costs nothing before a namespace is looked up; SeamCatalogue reads it.
enum CatalogueText {
    /// The namespaces, sorted; a dot leads to one within another.
    static let namespaces = [
        "access_codes",
        "access_codes.simulate",
        "access_codes.unmanaged",
        "access_grants",
        "access_grants.unmanaged",
        "access_methods",
        "access_methods.unmanaged",
        "acs",
        "acs.access_groups",
        "acs.credentials",
        "acs.encoders",
        "acs.encoders.simulate",
        "acs.entrances",
        "acs.systems",
        "acs.users",
        "action_attempts",
        "cameras",
        "cameras.live_views",
        "client_sessions",
        "connect_webviews",
        "connected_accounts",
        "connected_accounts.simulate",
        "customers",
        "devices",
        "devices.simulate",
        "devices.unmanaged",
        "events",
        "instant_keys",
        "locks",
        "locks.simulate",
        "media",
        "noise_sensors",
        "noise_sensors.noise_thresholds",
        "noise_sensors.simulate",
        "phones",
        "phones.simulate",
        "spaces",
        "thermostats",
        "thermostats.daily_programs",
        "thermostats.schedules",
        "thermostats.simulate",
        "user_identities",
        "user_identities.unmanaged",
        "webhooks",
        "workspaces",
    ]

    /// The endpoints of a namespace, one a line, each with its parameters below it.
    static func namespace(_ name: String) -> StaticString? {
        switch name {
        case "access_codes":
            #"""
            # Door codes: PINs on locks, for a time or for good.
            create P create access_code:access_code type=CREATE_ACCESS_CODE # Makes a code on one device; without hours it works until it is deleted.
             device_id! string uuid # The id of the device.
             allow_external_modification boolean # Whether the code may be changed at the lock or in the maker's app.
             attempt_for_offline_device boolean default=true # Whether to try although the device is offline.
             code string digits len=4..12 # The PIN: digits.
             common_code_key string len=1.. # The key that linked codes share.
             ends_at string date-time # When it ends to work: ISO 8601 with an offset.
             is_external_modification_allowed boolean # Whether the code may be changed at the lock or in the maker's app.
             is_offline_access_code boolean # Whether the lock computes the code itself, which needs no network and cannot be changed later.
             is_one_time_use boolean # Whether the code works once.
             max_time_rounding string enum=1hour|1day|1h|1d # How far hours may be rounded for a lock that knows only full hours or days.
             name string # The name.
             prefer_native_scheduling boolean # Whether the lock itself keeps the hours, where it can.
             preferred_code_length number # The number of digits, where the lock leaves a choice.
             starts_at string date-time # When it begins to work: ISO 8601 with an offset.
             use_backup_access_code_pool boolean # Whether a backup code shall stand in when this one fails.
             use_offline_access_code boolean deprecated # Whether the lock computes the code itself.
            create_multiple PU create access_codes:[access_code] # Makes a code on several devices; without a PIN of your own they share one and a common_code_key.
             device_ids! [string] uuid # The ids of the devices.
             allow_external_modification boolean # Whether the code may be changed at the lock or in the maker's app.
             attempt_for_offline_device boolean default=true # Whether to try although the device is offline.
             behavior_when_code_cannot_be_shared string enum=throw|create_random_code default="throw" # Whether to fail, or to give a device its own PIN, when it cannot take the shared one.
             code string digits len=4..12 # The PIN: digits.
             ends_at string date-time # When it ends to work: ISO 8601 with an offset.
             is_external_modification_allowed boolean # Whether the code may be changed at the lock or in the maker's app.
             name string # The name.
             prefer_native_scheduling boolean # Whether the lock itself keeps the hours, where it can.
             preferred_code_length number # The number of digits, where the lock leaves a choice.
             starts_at string date-time # When it begins to work: ISO 8601 with an offset.
             use_backup_access_code_pool boolean # Whether a backup code shall stand in when this one fails.
            delete DP delete - type=DELETE_ACCESS_CODE # Deletes a code; the lock forgets it as soon as it can be reached.
             access_code_id! string uuid # The id of the code.
             device_id string uuid # The id of the device.
            generate_code GP read generated_code:access_code # Finds a PIN that is free on a device, without setting it.
             device_id! string uuid # The id of the device.
            get GP read access_code:access_code need=access_code_id|device_id+code # Reads one code, by its id or by its PIN on a device.
             access_code_id string uuid # The id of the code.
             code string len=1.. # The PIN: digits.
             device_id string uuid # The id of the device.
            list GP read access_codes:[access_code] pages need=device_id|access_code_ids|access_method_id|access_grant_id|access_grant_key # Lists codes of a device, of a list of ids, or of an access grant; backups and unmanaged codes are not in it.
             access_code_ids [string] uuid # The ids of the codes.
             access_grant_id string uuid # The id of the access grant.
             access_grant_key string len=1.. # Your own key of the access grant.
             access_method_id string uuid # The id of the access method.
             customer_key string len=1.. # Your own key of the customer.
             device_id string uuid # The id of the device.
             limit number default=55000 # The most results of one answer; with it, one page is read.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             search string len=1.. # A part of a name or of an id.
             user_identifier_key string len=1.. # Your own key of the user.
            pull_backup_access_code P action access_code:access_code # Takes a backup code from the device's pool, in place of a code that did not reach the lock.
             access_code_id! string uuid # The id of the code.
            report_device_constraints P action - # Tells Seam which lengths of code a lock takes.
             device_id! string uuid # The id of the lock.
             max_code_length integer min=4 max=20 # The most digits that the lock takes.
             min_code_length integer min=4 max=20 # The fewest digits that the lock takes.
             supported_code_lengths [integer] items=1.. # The numbers of digits that the lock takes.
            update APU update - type=UPDATE_ACCESS_CODE # Changes one code: its name, its PIN, its hours, or its kind.
             access_code_id! string uuid # The id of the code.
             allow_external_modification boolean # Whether the code may be changed at the lock or in the maker's app.
             attempt_for_offline_device boolean default=true # Whether to try although the device is offline.
             code string digits len=4..12 # The PIN: digits.
             device_id string uuid # The id of the device.
             ends_at string date-time # When it ends to work: ISO 8601 with an offset.
             is_external_modification_allowed boolean # Whether the code may be changed at the lock or in the maker's app.
             is_managed boolean # Whether Seam looks after it.
             name string # The name.
             starts_at string date-time # When it begins to work: ISO 8601 with an offset.
             type string enum=ongoing|time_bound # ongoing, or time_bound.
            update_multiple AP update - # Gives all codes of one common_code_key new hours or a new name; the PIN stays.
             common_code_key! string len=1.. # The key that linked codes share.
             ends_at string date-time # When it ends to work: ISO 8601 with an offset.
             name string # The new name of every code of the group.
             starts_at string date-time # When it begins to work: ISO 8601 with an offset.
            """#
        case "access_codes.simulate":
            #"""
            # Events on virtual locks of a sandbox workspace.
            create_unmanaged_access_code P create access_code:unmanaged_access_code # Puts a code on a virtual lock as if somebody had typed it there.
             code! string digits len=4..8 # The PIN: digits.
             device_id! string uuid # The id of the device.
             name! string # The name.
            """#
        case "access_codes.unmanaged":
            #"""
            # Codes that are on the lock without Seam having made them.
            convert_to_managed AP action - type=CONVERT_ACCESS_CODE_TO_MANAGED # Puts a code under Seam's care; whether it worked shows in a later event.
             access_code_id! string uuid # The id of the code.
             allow_external_modification boolean # Whether the code may be changed at the lock or in the maker's app.
             force boolean # Whether to take the code over although another system made it.
             is_external_modification_allowed boolean # Whether the code may be changed at the lock or in the maker's app.
            delete DP delete - type=DELETE_ACCESS_CODE # Deletes an unmanaged code from its lock.
             access_code_id! string uuid # The id of the code.
            get GP read access_code:unmanaged_access_code need=access_code_id|device_id+code # Reads one unmanaged code, by its id or by its PIN on a device.
             access_code_id string uuid # The id of the code.
             code string len=1.. # The PIN: digits.
             device_id string uuid # The id of the device.
            list GP read access_codes:[unmanaged_access_code] pages # Lists the unmanaged codes of a device.
             device_id! string uuid # The id of the device.
             limit number default=300000 # The most results of one answer; with it, one page is read.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             search string len=1.. # A part of a name or of an id.
             user_identifier_key string len=1.. # Your own key of the user.
            update AP update - # Puts a code under Seam's care, or changes who may alter it.
             access_code_id! string uuid # The id of the code.
             is_managed! boolean # Whether Seam looks after it.
             allow_external_modification boolean # Whether the code may be changed at the lock or in the maker's app.
             force boolean # Whether to take the code over although another system made it.
             is_external_modification_allowed boolean # Whether the code may be changed at the lock or in the maker's app.
            """#
        case "access_grants":
            #"""
            # Access of one person to places for a time, whatever opens the doors.
            create P create access_grant:access_grant need=user_identity_id|user_identity # Gives somebody access to devices, entrances or spaces by the methods asked for.
             requested_access_methods! [object] # The ways to open the doors, such as a code or a card.
              code string digits len=4..9
              instant_key_max_use_count integer min=1
              mode! string enum=code|card|mobile_key|cloud_key
             access_grant_key string len=1.. # Your own key of the access grant.
             acs_entrance_ids [string] uuid default=[] # The ids of the entrances.
             customization_profile_id string uuid # The id of the profile that says how pages look.
             device_ids [string] uuid default=[] # The ids of the devices.
             ends_at? string date-time # When it ends to work: ISO 8601 with an offset.
             location object deprecated # Where the access counts.
              acs_entrance_ids [string] uuid default=[] deprecated
              device_ids [string] uuid default=[] deprecated
              name string
             location_ids [string] uuid deprecated # The ids of the places.
             name? string # The name.
             reservation_key string len=1.. # Your own key of the reservation.
             space_ids [string] uuid # The ids of the spaces.
             space_keys [string] # Your own keys of the spaces.
             starts_at string date-time # When it begins to work: ISO 8601 with an offset.
             user_identity object # The person, when there is no identity yet.
              email_address? string email
              full_name? string len=1..
              phone_number? string
              user_identity_key? string len=1..
             user_identity_id string uuid # The id of the person.
            delete DP delete - # Takes an access grant and all its methods away.
             access_grant_id! string uuid # The id of the access grant.
            get GP read access_grant:access_grant need=access_grant_id|access_grant_key # Reads one access grant.
             access_grant_id string uuid # The id of the access grant.
             access_grant_key string len=1.. # Your own key of the access grant.
            get_related GP read batch: need=access_grant_ids|access_grant_keys|exclude|include # Reads what belongs to access grants: their methods, doors, people.
             access_grant_ids [string] uuid # The ids of the access grants.
             access_grant_keys [string] # Your own keys of the access grants.
             exclude [string] enum=spaces|devices|acs_entrances|connected_accounts|acs_systems|user_identities|acs_access_groups|access_methods # What to leave out of the answer.
             include [string] enum=spaces|devices|acs_entrances|connected_accounts|acs_systems|user_identities|acs_access_groups|access_methods # What to put into the answer.
            list GP read access_grants:[access_grant] pages # Lists access grants.
             access_code_id string uuid # The id of the code.
             access_grant_ids [string] uuid # The ids of the access grants.
             access_grant_key? string len=1.. # Your own key of the access grant.
             acs_entrance_id string uuid # The id of the entrance.
             acs_system_id string uuid # The id of the access control system.
             customer_key string len=1.. # Your own key of the customer.
             device_id string uuid # The id of the device.
             limit number default=500 # The most results of one answer; with it, one page is read.
             location_id string uuid deprecated # The id of the place.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             reservation_key string len=1.. # Your own key of the reservation.
             space_id string uuid # The id of the space.
             user_identity_id string uuid # The id of the person.
             search string # A part of a name or of an id.
            request_access_methods P create access_grant:access_grant # Adds further ways to open the doors to a grant.
             access_grant_id! string uuid # The id of the access grant.
             requested_access_methods! [object] items=1.. # The ways to open the doors, such as a code or a card.
              code string digits len=4..9
              instant_key_max_use_count integer min=1
              mode! string enum=code|card|mobile_key|cloud_key
            update AP update - need=access_grant_id|access_grant_key|ends_at|name|starts_at # Changes the hours or the name of a grant; each method is made anew.
             access_grant_id string uuid # The id of the access grant.
             access_grant_key string len=1.. # Your own key of the access grant.
             ends_at? string date-time # When it ends to work: ISO 8601 with an offset.
             name? string # The name.
             starts_at string date-time # When it begins to work: ISO 8601 with an offset.
            """#
        case "access_grants.unmanaged":
            #"""
            # Access grants that are looked after elsewhere.
            get GP read access_grant:unmanaged_access_grant # Reads one unmanaged access grant.
             access_grant_id! string uuid # The id of the access grant.
            list GP read access_grants:[unmanaged_access_grant] pages # Lists unmanaged access grants.
             acs_entrance_id string uuid # The id of the entrance.
             acs_system_id string uuid # The id of the access control system.
             limit number default=500 # The most results of one answer; with it, one page is read.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             reservation_key string len=1.. # Your own key of the reservation.
             user_identity_id string uuid # The id of the person.
            update AP update - # Puts a grant under Seam's care.
             access_grant_id! string uuid # The id of the access grant.
             is_managed! boolean enum=true # Whether Seam looks after it.
             access_grant_key string len=1.. # Your own key of the access grant.
            """#
        case "access_methods":
            #"""
            assign_card P action action_attempt:action_attempt type=ASSIGN_CREDENTIAL
             access_method_id! string uuid
             card_number! string
            delete DP delete - need=access_method_id|access_grant_id|reservation_key
             access_grant_id string uuid
             access_method_id string uuid
             reservation_key string len=1..
            encode P action action_attempt:action_attempt type=ENCODE_CREDENTIAL
             access_method_id! string uuid
             acs_encoder_id! string uuid
            get GP read access_method:access_method
             access_method_id! string uuid
            get_related GP read batch:
             access_method_ids! [string] uuid
             exclude [string] enum=spaces|devices|acs_entrances|access_grants|access_methods|instant_keys|client_sessions|acs_credentials
             include [string] enum=spaces|devices|acs_entrances|access_grants|access_methods|instant_keys|client_sessions|acs_credentials
            list GP read access_methods:[access_method] pages need=access_code_id|access_grant_id|access_grant_key|acs_entrance_id|device_id|space_id
             access_code_id string uuid
             access_grant_id string uuid
             access_grant_key string len=1..
             acs_entrance_id string uuid
             device_id string uuid
             limit integer above=0 default=500
             page_cursor? string
             space_id string uuid
            unlock_door P action action_attempt:action_attempt type=UNLOCK_DOOR
             access_method_id! string uuid
             acs_entrance_id! string uuid
            """#
        case "access_methods.unmanaged":
            #"""
            get GP read access_method:unmanaged_access_method
             access_method_id! string uuid
            list GP read access_methods:[unmanaged_access_method]
             access_grant_id! string uuid
             acs_entrance_id string uuid
             device_id string uuid
             space_id string uuid
            """#
        case "acs":
            #"""
            """#
        case "acs.access_groups":
            #"""
            add_user PU update -
             acs_access_group_id! string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            delete DP delete -
             acs_access_group_id! string uuid
            get GP read acs_access_group:acs_access_group
             acs_access_group_id! string uuid
            list GP read acs_access_groups:[acs_access_group]
             acs_system_id string uuid
             acs_user_id string uuid
             search string len=1..
             user_identity_id string uuid
            list_accessible_entrances GP read acs_entrances:[acs_entrance]
             acs_access_group_id! string uuid
            list_users GP read acs_users:[acs_user]
             acs_access_group_id! string uuid
            remove_user DP delete -
             acs_access_group_id! string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            """#
        case "acs.credentials":
            #"""
            assign AP update -
             acs_credential_id! string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            create P create acs_credential:acs_credential
             access_method! string enum=code|card|mobile_key|cloud_key
             acs_system_id string uuid
             acs_user_id string uuid
             allowed_acs_entrance_ids [string] uuid default=[]
             assa_abloy_vostio_metadata object
              auto_join boolean
              join_all_guest_acs_entrances boolean
              override_all_guest_acs_entrances boolean
              override_guest_acs_entrance_ids [string] uuid
             code string digits
             credential_manager_acs_system_id string uuid
             ends_at string date-time
             is_multi_phone_sync_credential boolean default=false
             salto_space_metadata object
              assign_new_key boolean
             starts_at string date-time
             user_identity_id string uuid
             visionline_metadata object
              auto_join boolean
              card_format string enum=TLCode|rfid48
              card_function_type string enum=guest|staff default="guest"
              joiner_acs_credential_ids [string] uuid
              override boolean
            delete DP delete -
             acs_credential_id! string uuid
            get GP read acs_credential:acs_credential
             acs_credential_id! string uuid
            list GP read acs_credentials:[acs_credential] pages
             acs_system_id string uuid
             acs_user_id string uuid
             created_before string date-time
             is_multi_phone_sync_credential boolean
             limit number default=500
             page_cursor? string
             search string len=1..
             user_identity_id string uuid
            list_accessible_entrances GP read acs_entrances:[acs_entrance]
             acs_credential_id! string uuid
            unassign AP update -
             acs_credential_id! string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            update AP update -
             acs_credential_id! string
             code string digits
             ends_at string date-time
            """#
        case "acs.encoders":
            #"""
            encode_credential P action action_attempt:action_attempt type=ENCODE_CREDENTIAL
             acs_encoder_id! string uuid
             access_method_id string uuid
             acs_credential_id string uuid
            get GP read acs_encoder:acs_encoder
             acs_encoder_id! string uuid
            list GP read acs_encoders:[acs_encoder] pages
             acs_encoder_ids [string] uuid
             acs_system_id string uuid
             acs_system_ids [string] uuid
             limit number default=500
             page_cursor? string
            scan_credential P action action_attempt:action_attempt type=SCAN_CREDENTIAL
             acs_encoder_id! string uuid
             salto_ks_metadata object
              detect_new_tags boolean default=false
            scan_to_assign_credential P action action_attempt:action_attempt type=SCAN_TO_ASSIGN_CREDENTIAL
             acs_encoder_id! string uuid
             acs_user_id string uuid
             salto_ks_metadata object
              detect_new_tags boolean default=false
             user_identity_id string uuid
            """#
        case "acs.encoders.simulate":
            #"""
            next_credential_encode_will_fail P action -
             acs_encoder_id! string uuid
             acs_credential_id string uuid
             error_code string enum=no_credential_on_encoder|encoding_interrupted default="no_credential_on_encoder"
            next_credential_encode_will_succeed P action -
             acs_encoder_id! string uuid
             scenario string enum=credential_is_issued default="credential_is_issued"
            next_credential_scan_will_fail P action -
             acs_encoder_id! string uuid
             acs_credential_id_on_seam string uuid
             error_code string enum=no_credential_on_encoder default="no_credential_on_encoder"
            next_credential_scan_will_succeed P action -
             acs_encoder_id! string uuid
             acs_credential_id_on_seam string uuid
             scenario string enum=credential_exists_on_seam|credential_on_encoder_needs_update default="credential_exists_on_seam"
            """#
        case "acs.entrances":
            #"""
            get GP read acs_entrance:acs_entrance
             acs_entrance_id! string uuid
            grant_access P action -
             acs_entrance_id! string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            list GP read acs_entrances:[acs_entrance] pages
             access_method_id string uuid
             acs_credential_id string uuid
             acs_entrance_ids [string] uuid
             acs_system_id string uuid
             connected_account_id string uuid
             customer_key string len=1..
             limit integer above=0 default=900
             location_id? string uuid deprecated
             page_cursor? string
             search string len=1..
             space_id string uuid
            list_credentials_with_access GP read acs_credentials:[acs_credential]
             acs_entrance_id! string uuid
             include_if [string] enum=visionline_metadata.is_valid
            unlock P action action_attempt:action_attempt type=UNLOCK_DOOR
             acs_credential_id! string uuid
             acs_entrance_id! string uuid
            """#
        case "acs.systems":
            #"""
            get GP read acs_system:acs_system
             acs_system_id! string uuid
            list GP read acs_systems:[acs_system]
             connected_account_id string uuid
             customer_key string len=1..
             search string len=1..
            list_compatible_credential_manager_acs_systems GP read acs_systems:[acs_system]
             acs_system_id! string uuid
            report_devices P action -
             acs_system_id! string uuid
             acs_encoders [object] default=[]
              hotek_metadata! object
               encoder_number! string
              is_removed boolean default=false
             acs_entrances [object] default=[]
              hotek_metadata! object
               common_area_name string
               common_area_number string
               room_number string
              is_removed boolean default=false
            """#
        case "acs.users":
            #"""
            add_to_access_group PU update -
             acs_access_group_id! string uuid
             acs_user_id! string uuid
            create P create acs_user:acs_user
             acs_system_id! string uuid
             full_name! string
             access_schedule object
              ends_at? string date-time
              starts_at string date-time
             acs_access_group_ids [string] uuid default=[]
             email string email deprecated
             email_address string email
             phone_number string
             user_identity_id string uuid
            delete DP delete - need=acs_system_id|acs_user_id|user_identity_id
             acs_system_id string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            get GP read acs_user:acs_user need=acs_system_id|acs_user_id|user_identity_id
             acs_system_id string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            list GP read acs_users:[acs_user] pages
             acs_system_id string uuid
             created_before string date-time
             limit integer above=0 default=500
             page_cursor? string
             search string len=1..
             user_identity_email_address? string
             user_identity_id string uuid
             user_identity_phone_number? string
            list_accessible_entrances GP read acs_entrances:[acs_entrance] need=acs_system_id|acs_user_id|user_identity_id
             acs_system_id string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            remove_from_access_group DP delete -
             acs_access_group_id! string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            revoke_access_to_all_entrances P action - need=acs_system_id|acs_user_id|user_identity_id
             acs_system_id string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            suspend P action - need=acs_system_id|acs_user_id|user_identity_id
             acs_system_id string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            unsuspend P action - need=acs_system_id|acs_user_id|user_identity_id
             acs_system_id string uuid
             acs_user_id string uuid
             user_identity_id string uuid
            update AP update - need=access_schedule|acs_system_id|acs_user_id|email|email_address|full_name|hid_acs_system_id|phone_number|user_identity_id
             access_schedule? object
              ends_at! string date-time
              starts_at! string date-time
             acs_system_id string uuid
             acs_user_id string uuid
             email string email deprecated
             email_address string email
             full_name string len=1..
             hid_acs_system_id string uuid
             phone_number string
             user_identity_id string uuid
            """#
        case "action_attempts":
            #"""
            # What became of an action, such as unlocking a door.
            get GP read action_attempt:action_attempt # Reads one action attempt: pending, success or error.
             action_attempt_id! string uuid # The id of the action attempt.
            list GP read action_attempts:[action_attempt] pages # Lists action attempts by their ids or by device.
             action_attempt_ids [string] uuid # The ids of the action attempts.
             device_id string uuid # The id of the device.
             limit integer above=0 default=500 # The most results of one answer; with it, one page is read.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
            """#
        case "cameras":
            #"""
            # Cameras.
            """#
        case "cameras.live_views":
            #"""
            # The live picture of a camera.
            create P create camera_live_view_session: # Begins a live picture of a camera, for ten minutes at the most.
             device_id! string uuid # The id of the device.
             duration_seconds integer max=600
             include_audio boolean
            offer P action camera_live_view_answer: # Answers the offer of a viewer, after which the picture is sent.
             camera_live_view_session_id! string
             sdp_offer! string
             token! string
            stop P action - # Ends a live picture.
             camera_live_view_session_id! string
             token! string
            """#
        case "client_sessions":
            #"""
            create PU create client_session:client_session
             connect_webview_ids [string]
             connected_account_ids [string]
             customer_id string
             customer_key string len=1..
             expires_at string date-time
             user_identifier_key string len=1..
             user_identity_id string uuid
             user_identity_ids [string] uuid items=1..1 deprecated
            delete DP delete -
             client_session_id! string uuid
            get GP read client_session:client_session
             client_session_id string uuid
             user_identifier_key string len=1..
            get_or_create P create client_session:client_session
             connect_webview_ids [string]
             connected_account_ids [string]
             expires_at string date-time
             user_identifier_key string len=1..
             user_identity_id string uuid
             user_identity_ids [string] uuid items=1..1 deprecated
            grant_access AP update - need=client_session_id|connect_webview_ids|connected_account_ids|user_identifier_key|user_identity_id|user_identity_ids
             client_session_id string
             connect_webview_ids [string]
             connected_account_ids [string]
             user_identifier_key string len=1..
             user_identity_id string
             user_identity_ids [string] items=1..1 deprecated
            list GP read client_sessions:[client_session]
             client_session_id string len=1..
             connect_webview_id? string
             user_identifier_key string len=1..
             user_identity_id? string
             without_user_identifier_key boolean
            revoke P action -
             client_session_id! string uuid
            """#
        case "connect_webviews":
            #"""
            create P create connect_webview:connect_webview
             accepted_capabilities [string] enum=lock|thermostat|noise_sensor|access_control|camera
             accepted_providers [string] enum=@accepted_providers
             automatically_manage_new_devices boolean
             custom_metadata map
             custom_redirect_failure_url string
             custom_redirect_url string
             customer_key string len=1..
             excluded_providers [string]
             provider_category string enum=stable|consumer_smartlocks|beta|thermostats|noise_sensors|access_control_systems|cameras|connectors|internal_beta
             wait_for_device_creation boolean default=false
            delete DP delete -
             connect_webview_id! string uuid
            get GP read connect_webview:connect_webview
             connect_webview_id! string uuid
            list GP read connect_webviews:[connect_webview] pages
             custom_metadata_has map
             customer_key string len=1..
             limit number default=500
             page_cursor? string
             search string len=1..
             user_identifier_key string len=1..
            """#
        case "connected_accounts":
            #"""
            # The accounts at lock makers through which Seam reaches devices.
            delete DP delete - # Disconnects an account; its devices and their codes go with it.
             connected_account_id! string uuid # The id of the connected account.
            get GP read connected_account:connected_account need=connected_account_id|email # Reads one account, by its id or its e-mail address.
             connected_account_id string uuid # The id of the connected account.
             email string email # The e-mail address.
            list GP read connected_accounts:[connected_account] pages # Lists the connected accounts.
             custom_metadata_has map # Only what has these values in your own data.
             customer_key string len=1.. # Your own key of the customer.
             limit integer above=0 default=11000 # The most results of one answer; with it, one page is read.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             search string len=1.. # A part of a name or of an id.
             space_id string uuid # The id of the space.
             user_identifier_key string len=1.. # Your own key of the user.
            sync P action - # Asks Seam to read the account's devices anew.
             connected_account_id! string uuid # The id of the connected account.
            update AP update - # Changes settings of an account.
             connected_account_id! string uuid # The id of the connected account.
             accepted_capabilities [string] enum=lock|thermostat|noise_sensor|access_control|camera # The kinds of device to use from the account.
             automatically_manage_new_devices boolean # Whether Seam looks after new devices of the account at once.
             custom_metadata map # Your own data: texts and booleans by name.
             customer_key string len=1.. # Your own key of the customer.
             display_name string len=1..255 # The name to show.
            """#
        case "connected_accounts.simulate":
            #"""
            # Events on accounts of a sandbox workspace.
            disconnect P action - # Makes an account of a sandbox workspace look disconnected.
             connected_account_id! string uuid # The id of the connected account.
            """#
        case "customers":
            #"""
            create_portal P create customer_portal:customer_portal
             customer_data object
              access_grants [object]
               access_grant_key! string len=1..
               building_keys [string]
               common_area_keys [string]
               ends_at string date-time
               facility_keys [string]
               guest_key string
               listing_keys [string]
               name string
               preferred_code string
               property_keys [string]
               resident_key string
               room_keys [string]
               space_keys [string]
               starts_at string date-time
               tenant_key string
               unit_keys [string]
               user_identity_key string
               user_key string
              bookings [object]
               booking_key! string len=1..
               building_keys [string]
               common_area_keys [string]
               ends_at string date-time
               facility_keys [string]
               guest_key string
               listing_keys [string]
               name string
               preferred_code string
               property_keys [string]
               resident_key string
               room_keys [string]
               space_keys [string]
               starts_at string date-time
               tenant_key string
               unit_keys [string]
               user_identity_key string
               user_key string
              buildings [object]
               building_key! string len=1..
               name! string
              common_areas [object]
               common_area_key! string len=1..
               name! string
               parent_site_key string len=1..
              customer_key! string len=1..
              facilities [object]
               facility_key! string len=1..
               name! string
              guests [object]
               email_address string
               guest_key! string len=1..
               name! string
               phone_number string
              listings [object]
               listing_key! string len=1..
               name! string
              properties [object]
               name! string
               property_key! string len=1..
              property_listings [object]
               custom_metadata map
               name! string
               property_listing_key! string len=1..
              reservations [object]
               building_keys [string]
               common_area_keys [string]
               custom_metadata map
               ends_at string date-time
               facility_keys [string]
               guest_key string
               listing_keys [string]
               name string
               preferred_code string
               property_keys [string]
               reservation_key! string len=1..
               resident_key string
               room_keys [string]
               space_keys [string]
               starts_at string date-time
               tenant_key string
               unit_keys [string]
               user_identity_key string
               user_key string
              residents [object]
               email_address string
               name! string
               phone_number string
               resident_key! string len=1..
              rooms [object]
               name! string
               parent_site_key string len=1..
               room_key! string len=1..
              sites [object]
               name! string
               site_key! string len=1..
              spaces [object]
               customer_data object
                address? string
                default_checkin_time? string clock
                default_checkout_time? string clock
                time_zone? string
               duration_minutes integer above=0
               geolocation object
                latitude! number
                longitude! number
               name! string
               parent_site_key string len=1..
               space_key! string len=1..
              staff_members [object]
               building_keys [string]
               common_area_keys [string]
               email_address string
               facility_keys [string]
               listing_keys [string]
               name! string
               phone_number string
               property_keys [string]
               property_listing_keys [string]
               room_keys [string]
               site_keys [string]
               space_keys [string]
               staff_member_key! string
               unit_keys [string]
              tenants [object]
               email_address string
               name! string
               phone_number string
               tenant_key! string len=1..
              units [object]
               name! string
               parent_site_key string len=1..
               unit_key! string len=1..
              user_identities [object]
               email_address string
               name! string
               phone_number string
               user_identity_key! string len=1..
              users [object]
               email_address string
               name! string
               phone_number string
               user_key! string len=1..
             customer_resources_filters [object]
              field! string identifier
              operation! string enum==
              value! scalar
             customization_profile_id string uuid
             exclude_locale_picker boolean default=false
             features object default={}
              configure object default={}
               allow_access_automation_rule_customization boolean default=false
               allow_climate_automation_rule_customization boolean default=false
               allow_instant_key_customization boolean default=false
               exclude boolean default=false
              connect object default={}
               accepted_providers [string]
               exclude boolean default=false
               excluded_providers [string]
              manage object default={}
               device_management_confirmation object
                body string
                cancel_button_label string
                confirm_button_label string
                title string
               events object
                allowed_events [string]
                default_events [string]
               exclude boolean default=false
               exclude_reservation_management boolean default=false
               exclude_reservation_technical_details boolean default=false
               exclude_staff_management boolean default=false
              manage_devices object default={}
               exclude boolean default=false
              organize object default={}
               exclude boolean default=false
             is_embedded boolean default=false
             landing_page object
              manage object
               space_key string
               property_key string
               room_key string
               common_area_key string
               unit_key string
               facility_key string
               building_key string
               listing_key string
               property_listing_key string
               site_key string
               reservation_key string
               booking_key string
               access_grant_key string
             locale string enum=en-US|pt-PT|fr-FR|it-IT|es-ES|de-DE|nl-NL|el-GR|pl-PL|ru-RU
             navigation_mode string enum=full|restricted default="full"
             read_only boolean default=false
             deep_link object
            delete_data DP delete -
             access_grant_keys [string]
             booking_keys [string]
             building_keys [string]
             common_area_keys [string]
             customer_keys [string]
             facility_keys [string]
             guest_keys [string]
             listing_keys [string]
             property_keys [string]
             property_listing_keys [string]
             reservation_keys [string]
             resident_keys [string]
             room_keys [string]
             space_keys [string]
             staff_member_keys [string]
             tenant_keys [string]
             unit_keys [string]
             user_identity_keys [string]
             user_keys [string]
            push_data P action -
             customer_key! string len=1..
             access_grants [object]
              access_grant_key! string len=1..
              building_keys [string]
              common_area_keys [string]
              ends_at string date-time
              facility_keys [string]
              guest_key string
              listing_keys [string]
              name string
              preferred_code string
              property_keys [string]
              resident_key string
              room_keys [string]
              space_keys [string]
              starts_at string date-time
              tenant_key string
              unit_keys [string]
              user_identity_key string
              user_key string
             bookings [object]
              booking_key! string len=1..
              building_keys [string]
              common_area_keys [string]
              ends_at string date-time
              facility_keys [string]
              guest_key string
              listing_keys [string]
              name string
              preferred_code string
              property_keys [string]
              resident_key string
              room_keys [string]
              space_keys [string]
              starts_at string date-time
              tenant_key string
              unit_keys [string]
              user_identity_key string
              user_key string
             buildings [object]
              building_key! string len=1..
              name! string
             common_areas [object]
              common_area_key! string len=1..
              name! string
              parent_site_key string len=1..
             facilities [object]
              facility_key! string len=1..
              name! string
             guests [object]
              email_address string
              guest_key! string len=1..
              name! string
              phone_number string
             listings [object]
              listing_key! string len=1..
              name! string
             properties [object]
              name! string
              property_key! string len=1..
             property_listings [object]
              custom_metadata map
              name! string
              property_listing_key! string len=1..
             reservations [object]
              building_keys [string]
              common_area_keys [string]
              custom_metadata map
              ends_at string date-time
              facility_keys [string]
              guest_key string
              listing_keys [string]
              name string
              preferred_code string
              property_keys [string]
              reservation_key! string len=1..
              resident_key string
              room_keys [string]
              space_keys [string]
              starts_at string date-time
              tenant_key string
              unit_keys [string]
              user_identity_key string
              user_key string
             residents [object]
              email_address string
              name! string
              phone_number string
              resident_key! string len=1..
             rooms [object]
              name! string
              parent_site_key string len=1..
              room_key! string len=1..
             sites [object]
              name! string
              site_key! string len=1..
             spaces [object]
              customer_data object
               address? string
               default_checkin_time? string clock
               default_checkout_time? string clock
               time_zone? string
              duration_minutes integer above=0
              geolocation object
               latitude! number
               longitude! number
              name! string
              parent_site_key string len=1..
              space_key! string len=1..
             staff_members [object]
              building_keys [string]
              common_area_keys [string]
              email_address string
              facility_keys [string]
              listing_keys [string]
              name! string
              phone_number string
              property_keys [string]
              property_listing_keys [string]
              room_keys [string]
              site_keys [string]
              space_keys [string]
              staff_member_key! string
              unit_keys [string]
             tenants [object]
              email_address string
              name! string
              phone_number string
              tenant_key! string len=1..
             units [object]
              name! string
              parent_site_key string len=1..
              unit_key! string len=1..
             user_identities [object]
              email_address string
              name! string
              phone_number string
              user_identity_key! string len=1..
             users [object]
              email_address string
              name! string
              phone_number string
              user_key! string len=1..
             customization_profile_id string
             low_battery_alert_threshold number
            """#
        case "devices":
            #"""
            # Locks, thermostats, sensors and other devices.
            get GP read device:device need=device_id|name # Reads one device, by its id or its name.
             device_id string uuid # The id of the device.
             name string len=1.. # The name of the device.
            list GP read devices:[device] pages # Lists the managed devices.
             connect_webview_id string uuid # The id of the page through which the account was connected.
             connected_account_id string uuid # The id of the connected account.
             connected_account_ids [string] uuid # The ids of the connected accounts.
             created_before string date-time # Only what was made before this instant.
             custom_metadata_has map # Only what has these values in your own data.
             customer_key string len=1.. # Your own key of the customer.
             device_ids [string] uuid # The ids of the devices.
             device_type string enum=@device_type # The make and sort, such as august_lock.
             device_types [string] enum=@device_type # The makes and sorts, such as august_lock.
             limit number default=500 # The most results of one answer; with it, one page is read.
             manufacturer string enum=@manufacturer # The maker, such as august.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             search string len=1.. # A part of a name or of an id.
             space_id string uuid # The id of the space.
             unstable_location_id? string uuid deprecated # The id of the place.
             user_identifier_key string len=1.. # Your own key of the user.
            list_device_providers GP read device_providers:[device_provider] # Lists the makers of devices that Seam can connect to.
             provider_category string enum=stable|consumer_smartlocks|beta|thermostats|noise_sensors|access_control_systems|cameras|connectors # A kind of maker, such as stable.
            report_provider_metadata P action - # Tells Seam facts about devices that their makers do not give.
             devices! [object] items=1.. # The devices with the facts about each.
              device_id! string uuid
              omnitec_metadata object
               time_zone! string enum=@time_zone
              schlage_metadata object
               time_zone! string enum=@time_zone
              ultraloq_metadata object
               time_zone! string enum=@time_zone
            update AP update - # Changes a device: its name, its data, whether Seam looks after it.
             device_id! string uuid # The id of the device.
             backup_access_code_pool_enabled boolean # Whether the device keeps backup codes in store.
             custom_metadata map # Your own data: texts and booleans by name.
             is_managed boolean default=true # Whether Seam looks after it.
             name? string # The name of the device; null takes your own name away.
             properties object # Settings of the device.
              name? string
            """#
        case "devices.simulate":
            #"""
            # Events on virtual devices of a sandbox workspace.
            connect P action - # Makes a virtual device reachable.
             device_id! string uuid # The id of the device.
            connect_to_hub P action - # Makes the hub of a virtual device reachable.
             device_id! string uuid # The id of the device.
            disconnect P action - # Makes a virtual device unreachable.
             device_id! string uuid # The id of the device.
            disconnect_from_hub P action - # Makes the hub of a virtual device unreachable.
             device_id! string uuid # The id of the device.
            paid_subscription P action - # Switches the paid plan of a virtual device on or off.
             device_id! string uuid # The id of the device.
             is_expired! boolean # Whether the plan has run out.
            remove P action - # Takes a virtual device out of its account.
             device_id! string uuid # The id of the device.
            """#
        case "devices.unmanaged":
            #"""
            # Devices that Seam sees and does not look after.
            get GP read device:unmanaged_device need=device_id|name # Reads one unmanaged device, by its id or its name.
             device_id string uuid # The id of the device.
             name string len=1.. # The name.
            list GP read devices:[unmanaged_device] pages # Lists the unmanaged devices.
             connect_webview_id string uuid # The id of the page through which the account was connected.
             connected_account_id string uuid # The id of the connected account.
             connected_account_ids [string] uuid # The ids of the connected accounts.
             created_before string date-time # Only what was made before this instant.
             customer_key string len=1.. # Your own key of the customer.
             device_ids [string] uuid # The ids of the devices.
             device_type string enum=@device_type # The make and sort, such as august_lock.
             device_types [string] enum=@device_type # The makes and sorts, such as august_lock.
             limit number default=22900 # The most results of one answer; with it, one page is read.
             manufacturer string enum=@manufacturer # The maker, such as august.
             page_cursor? string # Where the page begins, as an earlier answer said; with it, one page is read.
             search string len=1.. # A part of a name or of an id.
            update AP update - # Puts a device under Seam's care, or changes its data.
             device_id! string uuid # The id of the device.
             custom_metadata map # Your own data: texts and booleans by name.
             is_managed boolean enum=true # Whether Seam looks after it.
            """#
        case "events":
            #"""
            # What has happened in the workspace.
            get GP read event:event need=device_id|event_id|event_type # Reads one event.
             device_id string uuid # The id of the device.
             event_id string uuid # The id of the event.
             event_type string len=1.. # The kind of event, such as access_code.set_on_device.
            list GP read events:[event] one=since|between # Lists events since an instant or between two.
             access_code_id string uuid # The id of the code.
             access_code_ids [string] uuid # The ids of the codes.
             access_grant_id string uuid # The id of the access grant.
             access_grant_ids [string] uuid items=..100 # The ids of the access grants.
             access_method_id string uuid # The id of the access method.
             access_method_ids [string] uuid items=..100 # The ids of the access methods.
             acs_access_group_id string uuid # The id of the access group.
             acs_credential_id string uuid # The id of the credential.
             acs_encoder_id string uuid # The id of the encoder.
             acs_entrance_id string uuid # The id of the entrance.
             acs_system_id string uuid # The id of the access control system.
             acs_system_ids [string] uuid # The ids of the access control systems.
             acs_user_id string uuid # The id of the user in the access control system.
             between [string] date-time items=2..2 # The two instants between which the events were made.
             connect_webview_id string uuid # The id of the page through which the account was connected.
             connected_account_id string uuid # The id of the connected account.
             customer_key string len=1.. # Your own key of the customer.
             device_id string uuid # The id of the device.
             device_ids [string] uuid # The ids of the devices.
             event_ids [string] uuid # The ids of the events.
             event_type string enum=@event_type # The kind of event, such as access_code.set_on_device.
             event_types [string] enum=@event_type # The kinds of event, such as access_code.set_on_device.
             limit number default=500 # The most results of one answer; with it, one page is read.
             since string date-time # The instant from which on the events were made.
             space_id string uuid # The id of the space.
             space_ids [string] uuid items=..100 # The ids of the spaces.
             unstable_offset number # The number of events to skip.
             user_identity_id string uuid # The id of the person.
            """#
        case "instant_keys":
            #"""
            delete DP delete -
             instant_key_id! string uuid
            get GP read instant_key:instant_key need=instant_key_id|instant_key_url
             instant_key_id string uuid
             instant_key_url string uri
            list GP read instant_keys:[instant_key]
             user_identity_id string uuid
            """#
        case "locks":
            #"""
            # Doors that can be locked and unlocked.
            configure_auto_lock P action action_attempt:action_attempt type=CONFIGURE_AUTO_LOCK # Sets whether and when a lock locks by itself.
             auto_lock_enabled! boolean # Whether the lock locks by itself.
             device_id! string uuid # The id of the device.
             auto_lock_delay_seconds number min=1 max=60 # Seconds until the lock locks by itself.
            get GP read device:device deprecated need=device_id|name # Reads one lock; devices.get does the same.
             device_id string uuid # The id of the device.
             name string len=1.. # The name.
            list GP read devices:[device] # Lists the locks.
             connect_webview_id string uuid # The id of the page through which the account was connected.
             connected_account_id string uuid # The id of the connected account.
             customer_key string len=1.. # Your own key of the customer.
             device_type string enum=@device_type_9 # The make and sort, such as august_lock.
             device_types [string] enum=@device_type_9 # The makes and sorts, such as august_lock.
             manufacturer string enum=@manufacturer_10 # The maker, such as august.
            lock_door P action action_attempt:action_attempt type=LOCK_DOOR # Locks a door; takes effect at once.
             device_id! string uuid # The id of the device.
            unlock_door P action action_attempt:action_attempt type=UNLOCK_DOOR # Unlocks a door; takes effect at once.
             device_id! string uuid # The id of the device.
            """#
        case "locks.simulate":
            #"""
            # Events on virtual locks of a sandbox workspace.
            keypad_code_entry P action action_attempt:action_attempt type=SIMULATE_KEYPAD_CODE_ENTRY # Types a code at a virtual lock.
             code! string # The PIN that is typed.
             device_id! string uuid # The id of the device.
            manual_lock_via_keypad P action action_attempt:action_attempt type=SIMULATE_MANUAL_LOCK_VIA_KEYPAD # Locks a virtual lock at its keypad.
             device_id! string uuid # The id of the device.
            """#
        case "media":
            #"""
            # Pictures and films that events name.
            get GP read media: # Reads one picture or film, with a link to it that is soon over.
             media_id! string
             format string enum=json|redirect
            """#
        case "noise_sensors":
            #"""
            list GP read devices:[device]
             connect_webview_id string uuid
             connected_account_id string uuid
             customer_key string len=1..
             device_type string enum=noiseaware_activity_zone|minut_sensor
             device_types [string] enum=noiseaware_activity_zone|minut_sensor
             manufacturer string enum=minut|noiseaware
            """#
        case "noise_sensors.noise_thresholds":
            #"""
            create P create noise_threshold:noise_threshold type=CREATE_NOISE_THRESHOLD
             device_id! string uuid
             ends_daily_at! string
             starts_daily_at! string
             name string
             noise_threshold_decibels number
             noise_threshold_nrs number
            delete DP delete - type=DELETE_NOISE_THRESHOLD
             device_id! string uuid
             noise_threshold_id! string uuid
            get GP read noise_threshold:noise_threshold
             noise_threshold_id! string uuid
            list GP read noise_thresholds:[noise_threshold]
             device_id! string uuid
            update APU update - type=UPDATE_NOISE_THRESHOLD
             device_id! string uuid
             noise_threshold_id! string uuid
             ends_daily_at string
             name string
             noise_threshold_decibels number
             noise_threshold_nrs number
             starts_daily_at string
            """#
        case "noise_sensors.simulate":
            #"""
            trigger_noise_threshold P action -
             device_id! string uuid
            """#
        case "phones":
            #"""
            deactivate DP delete -
             device_id! string
            get GP read phone:phone
             device_id! string uuid
            list GP read phones:[phone]
             acs_credential_id string uuid
             owner_user_identity_id string uuid
            """#
        case "phones.simulate":
            #"""
            create_sandbox_phone P create phone:phone
             user_identity_id! string uuid
             assa_abloy_metadata object default={}
              application_version string default="1.0.0"
              ble_capability boolean default=true
              hce_capability boolean default=false
              nfc_capability boolean default=false
              seos_applet_version string default="1.0.0"
              seos_tsm_endpoint_id number default=1
             custom_sdk_installation_id string
             phone_metadata object default={}
              device_manufacturer string default="Samsung"
              device_model string default="Samsung\u0020Galaxy\u0020S10"
              operating_system string enum=android|ios default="android"
              os_version string default="10"
            """#
        case "spaces":
            #"""
            add_acs_entrances PU update -
             acs_entrance_ids! [string] uuid items=1..
             space_id! string uuid
            add_connected_account PU update -
             connected_account_id! string uuid
             space_id! string uuid
            add_devices PU update -
             device_ids! [string] uuid items=1..
             space_id! string uuid
            create P create space:space
             name! string
             acs_entrance_ids [string] uuid
             connected_account_ids [string] uuid
             customer_data object
              address? string
              default_checkin_time? string clock
              default_checkout_time? string clock
              time_zone? string
             customer_key string len=1..
             device_ids [string] uuid
             space_key string len=1..
            delete DP delete -
             space_id! string uuid
            get GP read space:space need=space_id|space_key
             space_id string uuid
             space_key string len=1..
            get_related GP read batch: need=exclude|include|space_ids|space_keys
             exclude [string] enum=spaces|devices|acs_entrances|connected_accounts|acs_systems|access_methods
             include [string] enum=spaces|devices|acs_entrances|connected_accounts|acs_systems|access_methods
             space_ids [string] uuid
             space_keys [string]
            list GP read spaces:[space] pages
             customer_key string len=1..
             limit number default=500
             page_cursor? string
             search string len=1..
             space_key string len=1..
            remove_acs_entrances DP delete -
             acs_entrance_ids! [string] uuid
             space_id! string uuid
            remove_connected_account DP delete -
             connected_account_id! string uuid
             space_id! string uuid
            remove_devices DP delete -
             device_ids! [string] uuid
             space_id! string uuid
            update AP update space:space
             acs_entrance_ids [string] uuid
             customer_data object
              address? string
              default_checkin_time? string clock
              default_checkout_time? string clock
              time_zone? string
             device_ids [string] uuid
             name string
             space_id string uuid
             space_key string len=1..
            """#
        case "thermostats":
            #"""
            activate_climate_preset P action action_attempt:action_attempt type=ACTIVATE_CLIMATE_PRESET
             climate_preset_key! string len=1..
             device_id! string uuid
            activate_weekly_program P action action_attempt:action_attempt type=ACTIVATE_WEEKLY_PROGRAM # Makes a thermostat go by its weekly program again.
             device_id! string uuid # The id of the device.
            cool P action action_attempt:action_attempt type=SET_HVAC_MODE
             device_id! string uuid
             cooling_set_point_celsius number
             cooling_set_point_fahrenheit number
            create_climate_preset P create -
             climate_preset_key! string
             device_id! string uuid
             climate_preset_mode string enum=home|away|wake|sleep|occupied|unoccupied
             cooling_set_point_celsius number
             cooling_set_point_fahrenheit number
             ecobee_metadata object
              climate_ref string
              is_optimized boolean
              owner string enum=user|system
             fan_mode_setting string enum=auto|on|circulate
             heating_set_point_celsius number
             heating_set_point_fahrenheit number
             hvac_mode_setting string enum=off|heat|cool|heat_cool|eco
             manual_override_allowed boolean default=true deprecated
             name? string
            delete_climate_preset DP delete -
             climate_preset_key! string len=1..
             device_id! string uuid
            heat P action action_attempt:action_attempt type=SET_HVAC_MODE
             device_id! string uuid
             heating_set_point_celsius number
             heating_set_point_fahrenheit number
            heat_cool P action action_attempt:action_attempt type=SET_HVAC_MODE
             device_id! string uuid
             cooling_set_point_celsius number
             cooling_set_point_fahrenheit number
             heating_set_point_celsius number
             heating_set_point_fahrenheit number
            list GP read devices:[device]
             connect_webview_id string uuid
             connected_account_id string uuid
             customer_key string len=1..
             device_type string enum=ecobee_thermostat|nest_thermostat|honeywell_resideo_thermostat|tado_thermostat|sensi_thermostat|smartthings_thermostat
             device_types [string] enum=ecobee_thermostat|nest_thermostat|honeywell_resideo_thermostat|tado_thermostat|sensi_thermostat|smartthings_thermostat
             manufacturer string enum=ecobee|honeywell_resideo|nest|sensi|smartthings|tado
            off P action action_attempt:action_attempt type=SET_HVAC_MODE
             device_id! string uuid
            set_fallback_climate_preset P action -
             climate_preset_key! string len=1..
             device_id! string uuid
            set_fan_mode P action action_attempt:action_attempt type=SET_FAN_MODE
             device_id! string uuid
             fan_mode string enum=auto|on|circulate deprecated
             fan_mode_setting string enum=auto|on|circulate
            set_hvac_mode P action action_attempt:action_attempt type=SET_HVAC_MODE
             device_id! string uuid
             hvac_mode_setting! string enum=off
             cooling_set_point_celsius number
             cooling_set_point_fahrenheit number
             heating_set_point_celsius number
             heating_set_point_fahrenheit number
            set_temperature_threshold AP update -
             device_id! string uuid
             lower_limit_celsius? number
             lower_limit_fahrenheit? number
             upper_limit_celsius? number
             upper_limit_fahrenheit? number
            update_climate_preset AP update -
             climate_preset_key! string
             device_id! string uuid
             climate_preset_mode string enum=home|away|wake|sleep|occupied|unoccupied
             cooling_set_point_celsius number
             cooling_set_point_fahrenheit number
             ecobee_metadata object
              climate_ref string
              is_optimized boolean
              owner string enum=user|system
             fan_mode_setting string enum=auto|on|circulate
             heating_set_point_celsius number
             heating_set_point_fahrenheit number
             hvac_mode_setting string enum=off|heat|cool|heat_cool|eco
             manual_override_allowed boolean deprecated
             name? string
            update_weekly_program P action action_attempt:action_attempt type=PUSH_THERMOSTAT_PROGRAMS
             device_id! string uuid
             friday_program_id? string uuid
             monday_program_id? string uuid
             saturday_program_id? string uuid
             sunday_program_id? string uuid
             thursday_program_id? string uuid
             tuesday_program_id? string uuid
             wednesday_program_id? string uuid
            """#
        case "thermostats.daily_programs":
            #"""
            create P create thermostat_daily_program:thermostat_daily_program
             device_id! string uuid
             name! string
             periods! [object]
              climate_preset_key! string
              starts_at_time! string clock-with-seconds
            delete DP delete -
             thermostat_daily_program_id! string uuid
            update AP update action_attempt:action_attempt type=PUSH_THERMOSTAT_PROGRAMS
             name! string
             periods! [object]
              climate_preset_key! string
              starts_at_time! string clock-with-seconds
             thermostat_daily_program_id! string uuid
            """#
        case "thermostats.schedules":
            #"""
            create P create thermostat_schedule:thermostat_schedule
             climate_preset_key! string len=1..
             device_id! string
             ends_at! string date-time
             starts_at! string date-time
             is_override_allowed boolean
             max_override_period_minutes? integer above=0
             name string
            delete DP delete -
             thermostat_schedule_id! string uuid
            get GP read thermostat_schedule:thermostat_schedule
             thermostat_schedule_id! string uuid
            list GP read thermostat_schedules:[thermostat_schedule]
             device_id! string uuid
             user_identifier_key string len=1..
            update AP update -
             thermostat_schedule_id! string uuid
             climate_preset_key string len=1..
             ends_at string date-time
             is_override_allowed boolean
             max_override_period_minutes? integer above=0
             name string
             starts_at string date-time
            """#
        case "thermostats.simulate":
            #"""
            hvac_mode_adjusted P action -
             device_id! string uuid
             hvac_mode! string enum=off
             cooling_set_point_celsius number
             cooling_set_point_fahrenheit number
             heating_set_point_celsius number
             heating_set_point_fahrenheit number
            temperature_reached P action -
             device_id! string uuid
             temperature_celsius number
             temperature_fahrenheit number
            """#
        case "user_identities":
            #"""
            add_acs_user PU update -
             acs_user_id! string uuid
             user_identity_id string uuid
             user_identity_key string len=1..
            create P create user_identity:user_identity
             acs_system_ids [string] uuid
             email_address? string email
             full_name? string len=1..
             phone_number? string
             user_identity_key? string len=1..
             customer_key string
            delete DP delete -
             user_identity_id! string uuid
            generate_instant_key P create instant_key:instant_key
             user_identity_id! string uuid
             customization_profile_id string uuid
             max_use_count number default=1
            get GP read user_identity:user_identity need=user_identity_id|user_identity_key
             user_identity_id string uuid
             user_identity_key string len=1..
            grant_access_to_device PU update -
             device_id! string uuid
             user_identity_id! string uuid
            list GP read user_identities:[user_identity] pages
             created_before string date-time
             credential_manager_acs_system_id string uuid
             limit integer above=0 default=500
             page_cursor? string
             search string len=1..
             user_identity_ids [string] uuid
            list_accessible_devices GP read devices:[device]
             user_identity_id! string uuid
            list_accessible_entrances GP read acs_entrances:[acs_entrance]
             user_identity_id! string uuid
            list_acs_systems GP read acs_systems:[acs_system]
             user_identity_id! string uuid
            list_acs_users GP read acs_users:[acs_user]
             user_identity_id! string uuid
            merge P action - need=merged_user_identity_ids+user_identity_id|merged_user_identity_keys+user_identity_key
             merged_user_identity_ids [string] uuid items=1..20
             merged_user_identity_keys [string] items=1..20
             user_identity_id string uuid
             user_identity_key string len=1..
            remove_acs_user DP delete -
             acs_user_id! string uuid
             user_identity_id! string uuid
            revoke_access_to_device DP delete -
             device_id! string uuid
             user_identity_id! string uuid
            update AP update -
             user_identity_id! string uuid
             email_address? string email
             full_name? string len=1..
             phone_number? string
             user_identity_key? string len=1..
            """#
        case "user_identities.unmanaged":
            #"""
            get GP read user_identity:unmanaged_user_identity
             user_identity_id! string uuid
            list GP read user_identities:[unmanaged_user_identity] pages
             created_before string date-time
             limit integer above=0 default=500
             page_cursor? string
             search string len=1..
            update AP update -
             is_managed! boolean enum=true
             user_identity_id! string uuid
             user_identity_key string len=1..
            """#
        case "webhooks":
            #"""
            # Addresses to which Seam sends events.
            create P create webhook:webhook # Makes a webhook; its secret signs what it sends.
             url! string uri # The address to which events are sent.
             event_types [string] default=["*"] # The kinds of event to send; all unless given.
            delete DP delete - # Deletes a webhook.
             webhook_id! string len=1.. # The id of the webhook.
            get GP read webhook:webhook # Reads one webhook.
             webhook_id! string len=1.. # The id of the webhook.
            list GP read webhooks:[webhook] # Lists the webhooks.
            update PU update - # Changes which events a webhook sends.
             event_types! [string] # The kinds of event, such as access_code.set_on_device.
             webhook_id! string # The id of the webhook.
            """#
        case "workspaces":
            #"""
            # The space that devices, codes and keys belong to.
            create P create workspace:workspace # Makes a workspace; needs a personal access token.
             name! string # The name.
             company_name string deprecated # The name of the company.
             connect_partner_name? string # The name that people see when they connect an account.
             connect_webview_customization object # How the page for connecting an account looks.
              logo_shape? string enum=circle|square
              primary_button_color? string
              primary_button_text_color? string
              success_message? string
             is_sandbox boolean default=false # Whether the workspace has virtual devices only.
             organization_id string uuid # The id of the organization.
             webview_logo_shape string enum=circle|square deprecated # The shape of the logo on the page for connecting an account.
             webview_primary_button_color string deprecated # The colour of the button on the page for connecting an account.
             webview_primary_button_text_color string deprecated # The colour of the button's text on the page for connecting an account.
             webview_success_message string deprecated # What the page says once an account is connected.
            get GP read workspace:workspace # Reads the workspace of the credential.
            list GP read workspaces:[workspace] # Lists the workspaces that the credential can use.
            reset_sandbox P action action_attempt:action_attempt type=RESET_SANDBOX_WORKSPACE # Sets a sandbox workspace back to its first state; everything in it is lost.
            update AP update - # Changes the settings of the workspace.
             connect_partner_name string # The name that people see when they connect an account.
             connect_webview_customization object # How the page for connecting an account looks.
              logo_shape? string enum=circle|square
              primary_button_color? string
              primary_button_text_color? string
              success_message? string
             is_publishable_key_auth_enabled boolean # Whether publishable keys may be used.
             is_suspended boolean # Whether the workspace is switched off.
             name string # The name.
             organization_id string uuid # The id of the organization.
            """#
        default: nil
        }
    }

    /// The values of a long enumeration.
    static func values(_ name: String) -> StaticString? {
        switch name {
        case "external_type":
            #"""
            pti_card brivo_credential hid_credential visionline_card salto_ks_credential assa_abloy_vostio_key
            salto_space_key latch_access dormakaba_ambiance_credential hotek_card salto_ks_tag
            avigilon_alta_credential kisi_credential akiles_credential
            """#
        case "external_type_1":
            #"""
            pti_site avigilon_alta_org salto_ks_site salto_space_system brivo_account
            hid_credential_manager_organization visionline_system assa_abloy_credential_service latch_building
            dormakaba_community_site dormakaba_ambiance_site legic_connect_credential_service assa_abloy_vostio
            assa_abloy_vostio_credential_service hotek_site kisi_organization akiles_organization
            """#
        case "action_type":
            #"""
            ACTIVATE_CLIMATE_PRESET ASSIGN_CREDENTIAL CONFIGURE_AUTO_LOCK CREATE_ACCESS_CODE
            CREATE_NOISE_THRESHOLD DELETE_ACCESS_CODE DELETE_NOISE_THRESHOLD ENCODE_CREDENTIAL LOCK_DOOR
            PUSH_THERMOSTAT_PROGRAMS RESET_SANDBOX_WORKSPACE SCAN_CREDENTIAL SCAN_TO_ASSIGN_CREDENTIAL
            SET_FAN_MODE SET_HVAC_MODE SIMULATE_KEYPAD_CODE_ENTRY SIMULATE_MANUAL_LOCK_VIA_KEYPAD
            SYNC_ACCESS_CODES UNLOCK_DOOR UPDATE_ACCESS_CODE UPDATE_NOISE_THRESHOLD
            """#
        case "device_type":
            #"""
            akuvox_lock august_lock brivo_access_point butterflymx_panel avigilon_alta_entry doorking_lock
            genie_door igloo_lock linear_lock lockly_lock kwikset_lock nuki_lock salto_lock schlage_lock
            smartthings_lock wyze_lock yale_lock two_n_intercom controlbyweb_device ttlock_lock igloohome_lock
            four_suites_door dormakaba_oracode_door tedee_lock akiles_lock ultraloq_lock yacan_lock
            keyincode_lock omnitec_lock kisi_lock aqara_lock keynest_key noiseaware_activity_zone minut_sensor
            ecobee_thermostat nest_thermostat honeywell_resideo_thermostat tado_thermostat sensi_thermostat
            smartthings_thermostat ios_phone android_phone ring_camera
            """#
        case "device_provider_name":
            #"""
            hotek dormakaba_community legic_connect akuvox august avigilon_alta brivo butterflymx schlage
            smartthings yale genie doorking salto salto_ks salto_ks_accept lockly ttlock linear noiseaware nuki
            igloo kwikset minut my_2n controlbyweb nest igloohome ecobee four_suites dormakaba_oracode pti wyze
            seam_passport visionline assa_abloy_credential_service tedee honeywell_resideo first_alert latch
            akiles assa_abloy_vostio assa_abloy_vostio_credential_service tado salto_space sensi keynest
            korelock keyincode dormakaba_ambiance ultraloq yacan dusaw sifely thirty_three_lock ring ical
            lodgify hostaway guesty acuity_scheduling omnitec kisi aqara
            """#
        case "accepted_providers":
            #"""
            hotek dormakaba_community legic_connect akuvox august avigilon_alta brivo butterflymx schlage
            smartthings yale genie doorking salto salto_ks salto_ks_accept lockly ttlock linear noiseaware nuki
            igloo kwikset minut my_2n controlbyweb nest igloohome ecobee four_suites dormakaba_oracode pti wyze
            seam_passport visionline assa_abloy_credential_service tedee honeywell_resideo first_alert latch
            akiles assa_abloy_vostio assa_abloy_vostio_credential_service tado salto_space sensi keynest
            korelock keyincode dormakaba_ambiance ultraloq yacan dusaw sifely thirty_three_lock ring ical
            lodgify hostaway guesty acuity_scheduling omnitec kisi aqara yale_access hid_cm google_nest slack
            """#
        case "manufacturer":
            #"""
            akuvox august avigilon_alta brivo butterflymx doorking four_suites genie igloo keywe kwikset linear
            nuki philia salto samsung schlage seam unknown wyze yale two_n ttlock igloohome controlbyweb
            dormakaba_oracode tedee keyincode akiles aqara ecobee honeywell_resideo keynest korelock lockly
            minut nest noiseaware sensi smartthings tado ultraloq ring ical lodgify hostaway guesty
            acuity_scheduling omnitec kisi slack yacan
            """#
        case "time_zone":
            #"""
            Africa/Abidjan Africa/Accra Africa/Addis_Ababa Africa/Algiers Africa/Asmera Africa/Bamako
            Africa/Bangui Africa/Banjul Africa/Bissau Africa/Blantyre Africa/Brazzaville Africa/Bujumbura
            Africa/Cairo Africa/Casablanca Africa/Ceuta Africa/Conakry Africa/Dakar Africa/Dar_es_Salaam
            Africa/Djibouti Africa/Douala Africa/El_Aaiun Africa/Freetown Africa/Gaborone Africa/Harare
            Africa/Johannesburg Africa/Juba Africa/Kampala Africa/Khartoum Africa/Kigali Africa/Kinshasa
            Africa/Lagos Africa/Libreville Africa/Lome Africa/Luanda Africa/Lubumbashi Africa/Lusaka
            Africa/Malabo Africa/Maputo Africa/Maseru Africa/Mbabane Africa/Mogadishu Africa/Monrovia
            Africa/Nairobi Africa/Ndjamena Africa/Niamey Africa/Nouakchott Africa/Ouagadougou Africa/Porto-Novo
            Africa/Sao_Tome Africa/Tripoli Africa/Tunis Africa/Windhoek America/Adak America/Anchorage
            America/Anguilla America/Antigua America/Araguaina America/Argentina/La_Rioja
            America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan
            America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Aruba
            America/Asuncion America/Bahia America/Bahia_Banderas America/Barbados America/Belem America/Belize
            America/Blanc-Sablon America/Boa_Vista America/Bogota America/Boise America/Buenos_Aires
            America/Cambridge_Bay America/Campo_Grande America/Cancun America/Caracas America/Catamarca
            America/Cayenne America/Cayman America/Chicago America/Chihuahua America/Ciudad_Juarez
            America/Coral_Harbour America/Cordoba America/Costa_Rica America/Creston America/Cuiaba
            America/Curacao America/Danmarkshavn America/Dawson America/Dawson_Creek America/Denver
            America/Detroit America/Dominica America/Edmonton America/Eirunepe America/El_Salvador
            America/Fort_Nelson America/Fortaleza America/Glace_Bay America/Godthab America/Goose_Bay
            America/Grand_Turk America/Grenada America/Guadeloupe America/Guatemala America/Guayaquil
            America/Guyana America/Halifax America/Havana America/Hermosillo America/Indiana/Knox
            America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Tell_City America/Indiana/Vevay
            America/Indiana/Vincennes America/Indiana/Winamac America/Indianapolis America/Inuvik
            America/Iqaluit America/Jamaica America/Jujuy America/Juneau America/Kentucky/Monticello
            America/Kralendijk America/La_Paz America/Lima America/Los_Angeles America/Louisville
            America/Lower_Princes America/Maceio America/Managua America/Manaus America/Marigot
            America/Martinique America/Matamoros America/Mazatlan America/Mendoza America/Menominee
            America/Merida America/Metlakatla America/Mexico_City America/Miquelon America/Moncton
            America/Monterrey America/Montevideo America/Montreal America/Montserrat America/Nassau
            America/New_York America/Nipigon America/Nome America/Noronha America/North_Dakota/Beulah
            America/North_Dakota/Center America/North_Dakota/New_Salem America/Ojinaga America/Panama
            America/Pangnirtung America/Paramaribo America/Phoenix America/Port-au-Prince America/Port_of_Spain
            America/Porto_Velho America/Puerto_Rico America/Punta_Arenas America/Rainy_River
            America/Rankin_Inlet America/Recife America/Regina America/Resolute America/Rio_Branco
            America/Santa_Isabel America/Santarem America/Santiago America/Santo_Domingo America/Sao_Paulo
            America/Scoresbysund America/Sitka America/St_Barthelemy America/St_Johns America/St_Kitts
            America/St_Lucia America/St_Thomas America/St_Vincent America/Swift_Current America/Tegucigalpa
            America/Thule America/Thunder_Bay America/Tijuana America/Toronto America/Tortola America/Vancouver
            America/Whitehorse America/Winnipeg America/Yakutat America/Yellowknife Antarctica/Casey
            Antarctica/Davis Antarctica/DumontDUrville Antarctica/Macquarie Antarctica/Mawson Antarctica/McMurdo
            Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa Antarctica/Troll Antarctica/Vostok
            Arctic/Longyearbyen Asia/Aden Asia/Almaty Asia/Amman Asia/Anadyr Asia/Aqtau Asia/Aqtobe
            Asia/Ashgabat Asia/Atyrau Asia/Baghdad Asia/Bahrain Asia/Baku Asia/Bangkok Asia/Barnaul Asia/Beirut
            Asia/Bishkek Asia/Brunei Asia/Calcutta Asia/Chita Asia/Choibalsan Asia/Colombo Asia/Damascus
            Asia/Dhaka Asia/Dili Asia/Dubai Asia/Dushanbe Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Hong_Kong
            Asia/Hovd Asia/Irkutsk Asia/Jakarta Asia/Jayapura Asia/Jerusalem Asia/Kabul Asia/Kamchatka
            Asia/Karachi Asia/Katmandu Asia/Khandyga Asia/Krasnoyarsk Asia/Kuala_Lumpur Asia/Kuching Asia/Kuwait
            Asia/Macau Asia/Magadan Asia/Makassar Asia/Manila Asia/Muscat Asia/Nicosia Asia/Novokuznetsk
            Asia/Novosibirsk Asia/Omsk Asia/Oral Asia/Phnom_Penh Asia/Pontianak Asia/Pyongyang Asia/Qatar
            Asia/Qostanay Asia/Qyzylorda Asia/Rangoon Asia/Riyadh Asia/Saigon Asia/Sakhalin Asia/Samarkand
            Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Srednekolymsk Asia/Taipei Asia/Tashkent Asia/Tbilisi
            Asia/Tehran Asia/Thimphu Asia/Tokyo Asia/Tomsk Asia/Ulaanbaatar Asia/Urumqi Asia/Ust-Nera
            Asia/Vientiane Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg Asia/Yerevan Atlantic/Azores
            Atlantic/Bermuda Atlantic/Canary Atlantic/Cape_Verde Atlantic/Faeroe Atlantic/Madeira
            Atlantic/Reykjavik Atlantic/South_Georgia Atlantic/St_Helena Atlantic/Stanley Australia/Adelaide
            Australia/Brisbane Australia/Broken_Hill Australia/Currie Australia/Darwin Australia/Eucla
            Australia/Hobart Australia/Lindeman Australia/Lord_Howe Australia/Melbourne Australia/Perth
            Australia/Sydney Europe/Amsterdam Europe/Andorra Europe/Astrakhan Europe/Athens Europe/Belgrade
            Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Busingen
            Europe/Chisinau Europe/Copenhagen Europe/Dublin Europe/Gibraltar Europe/Guernsey Europe/Helsinki
            Europe/Isle_of_Man Europe/Istanbul Europe/Jersey Europe/Kaliningrad Europe/Kiev Europe/Kirov
            Europe/Lisbon Europe/Ljubljana Europe/London Europe/Luxembourg Europe/Madrid Europe/Malta
            Europe/Mariehamn Europe/Minsk Europe/Monaco Europe/Moscow Europe/Oslo Europe/Paris Europe/Podgorica
            Europe/Prague Europe/Riga Europe/Rome Europe/Samara Europe/San_Marino Europe/Sarajevo Europe/Saratov
            Europe/Simferopol Europe/Skopje Europe/Sofia Europe/Stockholm Europe/Tallinn Europe/Tirane
            Europe/Ulyanovsk Europe/Uzhgorod Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Vilnius
            Europe/Volgograd Europe/Warsaw Europe/Zagreb Europe/Zaporozhye Europe/Zurich Indian/Antananarivo
            Indian/Chagos Indian/Christmas Indian/Cocos Indian/Comoro Indian/Kerguelen Indian/Mahe
            Indian/Maldives Indian/Mauritius Indian/Mayotte Indian/Reunion Pacific/Apia Pacific/Auckland
            Pacific/Bougainville Pacific/Chatham Pacific/Easter Pacific/Efate Pacific/Enderbury Pacific/Fakaofo
            Pacific/Fiji Pacific/Funafuti Pacific/Galapagos Pacific/Gambier Pacific/Guadalcanal Pacific/Guam
            Pacific/Honolulu Pacific/Johnston Pacific/Kiritimati Pacific/Kosrae Pacific/Kwajalein Pacific/Majuro
            Pacific/Marquesas Pacific/Midway Pacific/Nauru Pacific/Niue Pacific/Norfolk Pacific/Noumea
            Pacific/Pago_Pago Pacific/Palau Pacific/Pitcairn Pacific/Ponape Pacific/Port_Moresby
            Pacific/Rarotonga Pacific/Saipan Pacific/Tahiti Pacific/Tarawa Pacific/Tongatapu Pacific/Truk
            Pacific/Wake Pacific/Wallis
            """#
        case "event_type":
            #"""
            access_code.created access_code.changed access_code.name_changed access_code.code_changed
            access_code.time_frame_changed access_code.mutations_requested access_code.scheduled_on_device
            access_code.set_on_device access_code.removed_from_device access_code.delay_in_setting_on_device
            access_code.failed_to_set_on_device access_code.issued access_code.delay_in_issuing
            access_code.failed_to_issue access_code.failed_to_update access_code.failed_to_expire
            access_code.deleted access_code.delay_in_removing_from_device
            access_code.failed_to_remove_from_device access_code.modified_external_to_seam
            access_code.deleted_external_to_seam access_code.backup_access_code_pulled
            access_code.unmanaged.converted_to_managed access_code.unmanaged.failed_to_convert_to_managed
            access_code.unmanaged.created access_code.unmanaged.removed access_grant.created
            access_grant.deleted access_grant.access_granted_to_all_doors access_grant.access_granted_to_door
            access_grant.access_to_door_lost access_grant.access_times_changed
            access_grant.could_not_create_requested_access_methods access_method.issued access_method.revoked
            access_method.card_encoding_required access_method.deleted access_method.reissued
            access_method.created access_method.delay_in_issuing access_method.failed_to_issue
            acs_system.connected acs_system.added acs_system.disconnected acs_credential.deleted
            acs_credential.issued acs_credential.reissued acs_credential.invalidated acs_user.created
            acs_user.deleted acs_encoder.added acs_encoder.removed acs_access_group.deleted acs_entrance.added
            acs_entrance.removed client_session.deleted connected_account.connected connected_account.created
            connected_account.successful_login connected_account.disconnected
            connected_account.completed_first_sync connected_account.deleted
            connected_account.completed_first_sync_after_reconnection
            connected_account.reauthorization_requested action_attempt.lock_door.succeeded
            action_attempt.lock_door.failed action_attempt.unlock_door.succeeded
            action_attempt.unlock_door.failed action_attempt.simulate_keypad_code_entry.succeeded
            action_attempt.simulate_keypad_code_entry.failed
            action_attempt.simulate_manual_lock_via_keypad.succeeded
            action_attempt.simulate_manual_lock_via_keypad.failed connect_webview.login_succeeded
            connect_webview.login_failed device.connected device.added device.converted_to_unmanaged
            device.unmanaged.converted_to_managed device.unmanaged.connected device.disconnected
            device.unmanaged.disconnected device.tampered device.low_battery device.battery_status_changed
            device.removed device.deleted device.third_party_integration_detected
            device.third_party_integration_no_longer_detected device.salto.privacy_mode_activated
            device.salto.privacy_mode_deactivated device.connection_became_flaky device.connection_stabilized
            device.error.subscription_required device.error.subscription_required.resolved
            device.accessory_keypad_connected device.accessory_keypad_disconnected
            noise_sensor.noise_threshold_triggered lock.locked lock.unlocked lock.access_denied
            thermostat.climate_preset_activated thermostat.manually_adjusted
            thermostat.temperature_threshold_exceeded thermostat.temperature_threshold_no_longer_exceeded
            thermostat.temperature_reached_set_point thermostat.temperature_changed device.name_changed
            camera.activated device.doorbell_rang enrollment_automation.deleted phone.deactivated
            space.device_membership_changed space.created space.deleted
            """#
        case "device_type_9":
            #"""
            akuvox_lock august_lock brivo_access_point butterflymx_panel avigilon_alta_entry doorking_lock
            genie_door igloo_lock linear_lock lockly_lock kwikset_lock nuki_lock salto_lock schlage_lock
            smartthings_lock wyze_lock yale_lock two_n_intercom controlbyweb_device ttlock_lock igloohome_lock
            four_suites_door dormakaba_oracode_door tedee_lock akiles_lock ultraloq_lock yacan_lock
            keyincode_lock omnitec_lock kisi_lock aqara_lock
            """#
        case "manufacturer_10":
            #"""
            akuvox august brivo butterflymx avigilon_alta doorking genie igloo linear kwikset nuki salto schlage
            seam wyze yale two_n controlbyweb ttlock igloohome four_suites dormakaba_oracode tedee keyincode
            akiles aqara korelock lockly smartthings ultraloq omnitec kisi yacan
            """#
        default: nil
        }
    }
}
