// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// The fields of the API's resources as text, which costs nothing before one is looked up.
enum ResourceText {
    /// The resources, sorted.
    static let resources = [
        "access_code",
        "access_grant",
        "access_method",
        "acs_access_group",
        "acs_credential",
        "acs_encoder",
        "acs_entrance",
        "acs_system",
        "acs_user",
        "action_attempt",
        "batch",
        "client_session",
        "connect_webview",
        "connected_account",
        "customer_portal",
        "device",
        "device_provider",
        "event",
        "instant_key",
        "noise_threshold",
        "pagination",
        "phone",
        "space",
        "thermostat_daily_program",
        "thermostat_schedule",
        "unmanaged_access_code",
        "unmanaged_access_grant",
        "unmanaged_access_method",
        "unmanaged_device",
        "unmanaged_user_identity",
        "user_identity",
        "webhook",
        "workspace",
    ]

    /// The fields of a resource, one a line, each with its own fields below it.
    static func resource(_ name: String) -> StaticString? {
        switch name {
        case "access_code":
            #"""
            access_code_id! string uuid
            code!? string
            common_code_key!? string
            created_at! string date-time
            device_id! string uuid
            errors! [object] codes=error_code:access_code_inactive|account_disconnected|august_lock_not_authorized|auxiliary_heat_running|bridge_disconnected|code_constraints_violated|conflicting_external_modification|device_disconnected|device_offline|device_removed|dormakaba_sites_disconnected|duplicate_code_on_device|empty_backup_access_code_pool|failed_to_delete|failed_to_expire|failed_to_issue|failed_to_remove_from_device|failed_to_set_on_device|failed_to_update|hub_disconnected|insufficient_permissions|missing_device_credentials|no_space_for_access_code_on_device|provider_issue|salto_ks_subscription_limit_exceeded|subscription_required
            is_backup_access_code_available! boolean
            is_external_modification_allowed! boolean
            is_managed! boolean enum=true
            is_offline_access_code! boolean
            is_one_time_use! boolean
            name!? string
            pending_mutations! [object] codes=mutation_code:creating|deferring_creation|deleting|updating_code|updating_name|updating_time_frame
            status! string enum=setting|set|unset|removing|unknown
            type! string enum=time_bound|ongoing
            warnings! [object] codes=warning_code:being_deleted|code_rotates_periodically|delay_in_issuing|delay_in_removing_from_device|delay_in_setting_on_device|external_modification_in_effect|igloo_algopin_must_be_used_within_24_hours|management_transferred|third_party_integration_detected|time_frame_adjusted_for_unknown_time_zone|unknown_issue_with_access_code|using_backup_access_code
            workspace_id! string uuid
            dormakaba_oracode_metadata? object
             is_cancellable boolean
             is_early_checkin_able boolean
             is_extendable boolean
             is_overridable boolean
             site_name string
             stay_id number
             user_level_id string
             user_level_name? string
            ends_at? string date-time
            is_backup boolean
            is_scheduled_on_device boolean
            is_waiting_for_code_assignment boolean
            pulled_backup_access_code_id? string uuid
            starts_at? string date-time
            """#
        case "access_grant":
            #"""
            access_grant_id! string uuid
            access_method_ids! [string]
            created_at! string date-time
            display_name! string
            display_status! string
            ends_at!? string date-time
            errors! [object] codes=error_code:access_not_provisioned|cannot_create_requested_access_methods
            location_ids! [string] deprecated
            name!? string
            pending_mutations! [object] codes=mutation_code:updating_access_times|updating_spaces
            requested_access_methods! [object]
            space_ids! [string]
            starts_at! string date-time
            user_identity_id! string uuid
            warnings! [object] codes=warning_code:being_deleted|device_does_not_support_access_codes|device_time_constraints_violated|overprovisioned_access|requested_code_unavailable|underprovisioned_access|updating_access_times
            workspace_id! string uuid
            access_grant_key string
            client_session_token string
            customization_profile_id string uuid
            instant_key_url string uri
            reservation_key string
            """#
        case "access_method":
            #"""
            access_method_id! string uuid
            created_at! string date-time
            display_name! string
            display_status! string
            errors! [object] codes=error_code:failed_to_issue
            is_issued! boolean
            issued_at!? string date-time
            mode! string enum=code|card|mobile_key|cloud_key
            pending_mutations! [object] codes=mutation_code:provisioning_access|revoking_access|updating_access_times
            warnings! [object] codes=warning_code:being_deleted|delay_in_issuing|pulled_backup_access_code|updating_access_times
            workspace_id! string uuid
            client_session_token string
            code? string
            customization_profile_id string uuid
            instant_key_url string uri
            is_assignment_required boolean
            is_encoding_required boolean
            is_ready_for_assignment boolean
            is_ready_for_encoding boolean
            """#
        case "acs_access_group":
            #"""
            access_group_type! string enum=pti_unit|pti_access_level|salto_ks_access_group|brivo_group|salto_space_group|dormakaba_community_access_group|dormakaba_ambiance_access_group|avigilon_alta_group|kisi_access_group|akiles_member_group deprecated
            access_group_type_display_name! string deprecated
            acs_access_group_id! string uuid
            acs_system_id! string uuid
            connected_account_id! string uuid
            created_at! string date-time
            display_name! string
            errors! [object] codes=error_code:failed_to_create_on_acs_system
            external_type! string enum=pti_unit|pti_access_level|salto_ks_access_group|brivo_group|salto_space_group|dormakaba_community_access_group|dormakaba_ambiance_access_group|avigilon_alta_group|kisi_access_group|akiles_member_group
            external_type_display_name! string
            is_managed! boolean enum=true
            name! string
            pending_mutations! [object] codes=mutation_code:creating|deferring_deletion|deferring_user_membership_update|deleting|updating_access_schedule|updating_entrance_membership|updating_group_information|updating_user_membership
            warnings! [object]
            workspace_id! string uuid
            access_schedule object
             ends_at!? string date-time
             starts_at! string date-time
            """#
        case "acs_credential":
            #"""
            access_method! string enum=code|card|mobile_key|cloud_key
            acs_credential_id! string uuid
            acs_system_id! string uuid
            connected_account_id! string uuid
            created_at! string date-time
            display_name! string
            errors! [object]
            is_managed! boolean enum=true
            warnings! [object] codes=warning_code:being_deleted|needs_to_be_reissued|requested_code_unavailable|schedule_externally_modified|schedule_modified|unknown_issue_with_acs_credential|waiting_to_be_issued
            workspace_id! string uuid
            acs_credential_pool_id string uuid
            acs_user_id string uuid
            akiles_metadata object
             member_pin_id string
            assa_abloy_vostio_metadata object
             auto_join boolean
             door_names [string]
             endpoint_id string
             key_id string
             key_issuing_request_id string
             override_guest_acs_entrance_ids [string]
            card_number? string
            code? string
            ends_at string
            external_type string enum=@external_type
            external_type_display_name string
            is_issued boolean
            is_latest_desired_state_synced_with_provider? boolean
            is_multi_phone_sync_credential boolean
            is_one_time_use boolean
            issued_at? string date-time
            latest_desired_state_synced_with_provider_at? string date-time
            parent_acs_credential_id string uuid
            starts_at string
            user_identity_id string uuid
            visionline_metadata object
             auto_join boolean
             card_function_type string enum=guest|staff
             card_id string
             common_acs_entrance_ids [string]
             credential_id string
             guest_acs_entrance_ids [string]
             is_valid boolean
             joiner_acs_credential_ids [string]
            """#
        case "acs_encoder":
            #"""
            acs_encoder_id! string uuid
            acs_system_id! string uuid
            connected_account_id! string uuid
            created_at! string date-time
            display_name! string
            errors! [object]
            workspace_id! string uuid
            """#
        case "acs_entrance":
            #"""
            acs_entrance_id! string uuid
            acs_system_id! string uuid
            connected_account_id! string uuid
            created_at! string date-time
            display_name! string
            errors! [object]
            space_ids! [string]
            warnings! [object] codes=warning_code:entrance_setup_required|entrance_shares_zone|privacy_mode|salto_ks_entrance_access_code_support_removed|salto_ks_privacy_mode
            akiles_metadata object
             actions [object]
             gadget_id string
             site_id string
             site_name string
            assa_abloy_vostio_metadata object
             door_name string
             door_number number
             door_type string enum=CommonDoor|EntranceDoor|GuestDoor|Elevator
             pms_id string
             stand_open boolean
            avigilon_alta_metadata object
             entry_name string
             entry_relays_total_count number
             org_name string
             site_id number
             site_name string
             zone_id number
             zone_name string
            brivo_metadata object
             access_point_id string
             site_id number
             site_name string
            can_belong_to_reservation boolean
            can_unlock_with_card boolean
            can_unlock_with_cloud_key boolean
            can_unlock_with_code boolean
            can_unlock_with_mobile_key boolean
            dormakaba_ambiance_metadata object
             access_point_name string
            dormakaba_community_metadata object
             access_point_profile string
            hotek_metadata object
             common_area_name string
             common_area_number string
             room_number string
            is_locked boolean
            latch_metadata object
             accessibility_type string
             door_name string
             door_type string
             is_connected boolean
            salto_ks_metadata object
             battery_level string
             door_name string
             intrusion_alarm boolean
             left_open_alarm boolean
             lock_type string
             locked_state string
             online boolean
             privacy_mode boolean
            salto_space_metadata object
             audit_on_keys boolean
             door_description string
             door_id string
             door_name string
             room_description string
             room_name string
            visionline_metadata object
             door_category string enum=entrance|guest|elevator%20reader|common|common%20(PMS)
             door_name string
             profiles [object]
            """#
        case "acs_system":
            #"""
            acs_system_id! string uuid
            connected_account_id! string uuid
            connected_account_ids! [string] deprecated
            created_at! string date-time
            errors! [object] codes=error_code:account_disconnected|acs_system_disconnected|bridge_disconnected|insufficient_permissions|provider_service_unavailable|salto_ks_certification_expired|salto_ks_subscription_limit_exceeded|seam_bridge_disconnected|visionline_instance_unreachable
            image_alt_text! string
            image_url! string
            is_credential_manager! boolean
            location! object
             time_zone!? string
            name! string
            warnings! [object] codes=warning_code:salto_ks_subscription_limit_almost_reached|setup_required|time_zone_does_not_match_location|unknown_issue_with_acs_system
            workspace_id! string uuid
            acs_access_group_count number
            acs_user_count number
            default_credential_manager_acs_system_id? string uuid
            external_type string enum=@external_type_1
            external_type_display_name string
            system_type string enum=@external_type_1 deprecated
            system_type_display_name string deprecated
            visionline_metadata object
             lan_address string
             mobile_access_uuid string
             system_id string
            """#
        case "acs_user":
            #"""
            acs_system_id! string uuid
            acs_user_id! string uuid
            connected_account_id! string uuid
            created_at! string date-time
            display_name! string
            errors! [object] codes=error_code:deleted_externally|failed_to_create_on_acs_system|failed_to_delete_on_acs_system|failed_to_update_on_acs_system|latch_conflict_with_resident_user|salto_ks_subscription_limit_exceeded
            is_managed! boolean enum=true
            warnings! [object] codes=warning_code:acs_user_inactive|being_deleted|latch_resident_user|salto_ks_user_not_subscribed|unknown_issue_with_acs_user
            workspace_id! string uuid
            access_schedule object
             ends_at!? string date-time
             starts_at! string date-time
            email string email deprecated
            email_address string email
            external_type string enum=pti_user|brivo_user|hid_credential_manager_user|salto_site_user|latch_user|dormakaba_community_user|salto_space_user|avigilon_alta_user|kisi_user
            external_type_display_name string
            full_name string
            hid_acs_system_id string uuid
            is_suspended boolean
            pending_mutations [object] codes=mutation_code:creating|deferring_creation|deferring_group_membership_update|deleting|updating_access_schedule|updating_credential_assignment|updating_group_membership|updating_suspension_state|updating_user_information
            phone_number string
            salto_ks_metadata object
             is_subscribed boolean
            salto_space_metadata object
             audit_openings boolean
             user_id string
            user_identity_email_address? string
            user_identity_full_name? string
            user_identity_id string
            user_identity_phone_number? string
            """#
        case "action_attempt":
            #"""
            action_attempt_id! string uuid
            action_type! string enum=@action_type
            status! string enum=pending|success|error
            result!? object
            error!? object
             type string
             message string
            """#
        case "batch":
            #"""
            access_codes [object] of=access_code
            access_grants [object] of=access_grant
            access_methods [object] of=access_method
            acs_access_groups [object] of=acs_access_group
            acs_credentials [object] of=acs_credential
            acs_encoders [object] of=acs_encoder
            acs_entrances [object] of=acs_entrance
            acs_systems [object] of=acs_system
            acs_users [object] of=acs_user
            action_attempts [object] of=action_attempt
            client_sessions [object] of=client_session
            connect_webviews [object] of=connect_webview
            connected_accounts [object] of=connected_account
            customization_profiles [object] of=customization_profile
            devices [object] of=device
            events [object] of=event
            instant_keys [object] of=instant_key
            noise_thresholds [object] of=noise_threshold
            spaces [object] of=space
            thermostat_daily_programs [object] of=thermostat_daily_program
            thermostat_schedules [object] of=thermostat_schedule
            unmanaged_access_codes [object] of=unmanaged_access_code
            unmanaged_acs_access_groups [object] of=unmanaged_acs_access_group
            unmanaged_acs_credentials [object] of=unmanaged_acs_credential
            unmanaged_acs_users [object] of=unmanaged_acs_user
            unmanaged_devices [object] of=unmanaged_device
            user_identities [object] of=user_identity
            workspaces [object] of=workspace
            """#
        case "client_session":
            #"""
            client_session_id! string uuid
            connect_webview_ids! [string]
            connected_account_ids! [string]
            created_at! string date-time
            device_count! number
            expires_at! string date-time
            token! string
            user_identifier_key!? string
            user_identity_ids! [string] deprecated
            workspace_id! string uuid
            customer_key string
            user_identity_id string uuid
            """#
        case "connect_webview":
            #"""
            accepted_capabilities! [string] enum=lock|thermostat|noise_sensor|access_control|camera
            accepted_providers! [string]
            any_provider_allowed! boolean
            authorized_at!? string date-time
            automatically_manage_new_devices! boolean
            connect_webview_id! string uuid
            connected_account_id!? string uuid
            created_at! string date-time
            custom_metadata! object
            custom_redirect_failure_url!? string uri
            custom_redirect_url!? string uri
            device_selection_mode! string enum=none|single|multiple
            login_successful! boolean
            selected_provider!? string
            status! string enum=pending|failed|authorized
            url! string uri
            wait_for_device_creation! boolean
            workspace_id! string uuid
            customer_key string
            """#
        case "connected_account":
            #"""
            accepted_capabilities! [string] enum=lock|thermostat|noise_sensor|access_control|camera
            account_type_display_name! string
            automatically_manage_new_devices! boolean
            connected_account_id! string uuid
            custom_metadata! object
            display_name! string
            errors! [object] codes=error_code:account_disconnected|bridge_disconnected|dormakaba_sites_disconnected|salto_ks_subscription_limit_exceeded
            warnings! [object] codes=warning_code:account_reauthorization_requested|being_deleted|dormakaba_sites_unapproved|provider_service_unavailable|salto_ks_subscription_limit_almost_reached|scheduled_maintenance_window|setup_required|unknown_issue_with_connected_account
            account_type string
            created_at string date-time
            customer_key string
            default_checkin_time string
            default_checkout_time string
            ical_feed_origin string
            ical_url string
            image_url string uri
            time_zone string
            user_identifier object deprecated
             api_url string
             email string
             exclusive boolean
             phone string
             username string
            """#
        case "customer_portal":
            #"""
            created_at! string date-time
            customer_key! string
            expires_at! string date-time
            url! string uri
            workspace_id! string uuid
            """#
        case "device":
            #"""
            capabilities_supported! [string] enum=access_code|lock|noise_detection|thermostat|battery|phone
            connected_account_id! string uuid
            created_at! string date-time
            custom_metadata! object
            device_id! string uuid
            device_type! string enum=@device_type
            display_name! string
            errors! [object] codes=error_code:account_disconnected|august_lock_not_authorized|auxiliary_heat_running|bridge_disconnected|device_disconnected|device_offline|device_removed|dormakaba_sites_disconnected|empty_backup_access_code_pool|hub_disconnected|insufficient_permissions|missing_device_credentials|salto_ks_subscription_limit_exceeded|subscription_required
            is_managed! boolean enum=true
            properties! object
             accessory_keypad object
             appearance! object
             battery object
             battery_level number
             currently_triggering_noise_threshold_ids [string]
             has_direct_power boolean
             image_alt_text string
             image_url string uri
             manufacturer string
             model! object
             name! string deprecated
             noise_level_decibels number
             offline_access_codes_enabled boolean deprecated
             online! boolean
             online_access_codes_enabled boolean deprecated
             serial_number string
             supports_accessory_keypad boolean deprecated
             supports_offline_access_codes boolean deprecated
             assa_abloy_credential_service_metadata object
             salto_space_credential_service_metadata object
             akiles_metadata object
             aqara_metadata object
             assa_abloy_vostio_metadata object
             august_metadata object
             avigilon_alta_metadata object
             brivo_metadata object
             controlbyweb_metadata object
             dormakaba_oracode_metadata object
             ecobee_metadata object
             four_suites_metadata object
             genie_metadata object
             honeywell_resideo_metadata object
             igloo_metadata object
             igloohome_metadata object
             keynest_metadata object
             kisi_metadata object
             korelock_metadata object
             kwikset_metadata object
             lockly_metadata object
             minut_metadata object
             nest_metadata object
             noiseaware_metadata object
             nuki_metadata object
             omnitec_metadata object
             ring_metadata object
             salto_ks_metadata object
             salto_metadata object deprecated
             schlage_metadata object
             seam_bridge_metadata object
             sensi_metadata object
             smartthings_metadata object
             tado_metadata object
             tedee_metadata object
             ttlock_metadata object
             two_n_metadata object
             ultraloq_metadata object
             visionline_metadata object
             wyze_metadata object
             yacan_metadata object
             auto_lock_delay_seconds number
             auto_lock_enabled boolean
             backup_access_code_pool_enabled boolean
             code_constraints [object]
             door_open boolean
             has_native_entry_events boolean
             keypad_battery object
             locked boolean
             max_active_codes_supported number
             offline_time_frame_options [object]
             online_time_frame_options [object]
             supported_code_lengths [number]
             supports_backup_access_code_pool boolean
             active_thermostat_schedule? object deprecated
             active_thermostat_schedule_id? string uuid
             available_climate_preset_modes [string] enum=home|away|wake|sleep|occupied|unoccupied
             available_climate_presets [object]
             available_fan_mode_settings [string] enum=auto|on|circulate
             available_hvac_mode_settings [string] enum=off|heat|cool|heat_cool|eco
             current_climate_setting object
             default_climate_setting object deprecated
             fallback_climate_preset_key? string
             fan_mode_setting string enum=auto|on|circulate deprecated
             is_cooling boolean
             is_fan_running boolean
             is_heating boolean
             is_temporary_manual_override_active boolean
             max_cooling_set_point_celsius number
             max_cooling_set_point_fahrenheit number
             max_heating_set_point_celsius number
             max_heating_set_point_fahrenheit number
             max_thermostat_daily_program_periods_per_day number
             max_unique_climate_presets_per_thermostat_weekly_program number
             min_cooling_set_point_celsius number
             min_cooling_set_point_fahrenheit number
             min_heating_cooling_delta_celsius number
             min_heating_cooling_delta_fahrenheit number
             min_heating_set_point_celsius number
             min_heating_set_point_fahrenheit number
             relative_humidity number
             temperature_celsius number
             temperature_fahrenheit number
             temperature_threshold object
             thermostat_daily_program_period_precision_minutes number
             thermostat_daily_programs [object]
             thermostat_weekly_program? object
            space_ids! [string]
            warnings! [object] codes=warning_code:accessory_keypad_low_battery|accessory_keypad_setup_required|device_communication_degraded|device_has_flaky_connection|hub_required_for_additional_capabilities|keynest_unsupported_locker|lockly_time_zone_not_configured|many_active_backup_codes|max_access_codes_reached|partial_backup_access_code_pool|power_saving_mode|privacy_mode|provider_issue|salto_ks_lock_access_code_support_removed|salto_ks_office_mode|salto_ks_privacy_mode|salto_ks_subscription_limit_almost_reached|scheduled_maintenance_window|temperature_threshold_exceeded|third_party_integration_detected|time_zone_mismatch|time_zone_unknown|ttlock_lock_gateway_unlocking_not_enabled|ttlock_weak_gateway_signal|two_n_device_missing_timezone|ultraloq_time_zone_unknown|unknown_issue_with_phone|unreliable_online_status
            workspace_id! string uuid
            can_configure_auto_lock boolean
            can_hvac_cool boolean
            can_hvac_heat boolean
            can_hvac_heat_cool boolean
            can_program_offline_access_codes boolean
            can_program_online_access_codes boolean
            can_program_thermostat_programs_as_different_each_day boolean
            can_program_thermostat_programs_as_same_each_day boolean
            can_program_thermostat_programs_as_weekday_weekend boolean
            can_remotely_lock boolean
            can_remotely_unlock boolean
            can_run_thermostat_programs boolean
            can_simulate_connection boolean
            can_simulate_disconnection boolean
            can_simulate_hub_connection boolean
            can_simulate_hub_disconnection boolean
            can_simulate_paid_subscription boolean
            can_simulate_removal boolean
            can_turn_off_hvac boolean
            can_unlock_with_code boolean
            device_manufacturer object
             display_name! string
             image_url string uri
             manufacturer! string
            device_provider object
             device_provider_name! string
             display_name! string
             image_url string uri
             provider_category! string
            location object
             location_name string
             room_name string
             time_zone string
             timezone string deprecated
            nickname string
            """#
        case "device_provider":
            #"""
            device_provider_name! string enum=@device_provider_name
            display_name! string
            image_url! string
            provider_categories! [string] enum=stable|consumer_smartlocks|beta|thermostats|noise_sensors|access_control_systems|cameras|connectors
            can_configure_auto_lock boolean
            can_hvac_cool boolean
            can_hvac_heat boolean
            can_hvac_heat_cool boolean
            can_program_offline_access_codes boolean
            can_program_online_access_codes boolean
            can_program_thermostat_programs_as_different_each_day boolean
            can_program_thermostat_programs_as_same_each_day boolean
            can_program_thermostat_programs_as_weekday_weekend boolean
            can_remotely_lock boolean
            can_remotely_unlock boolean
            can_run_thermostat_programs boolean
            can_simulate_connection boolean
            can_simulate_disconnection boolean
            can_simulate_hub_connection boolean
            can_simulate_hub_disconnection boolean
            can_simulate_paid_subscription boolean
            can_simulate_removal boolean
            can_turn_off_hvac boolean
            can_unlock_with_code boolean
            """#
        case "event":
            #"""
            created_at! string date-time
            event_description string
            event_id! string uuid
            event_type! string
            occurred_at! string date-time
            workspace_id! string uuid
            """#
        case "instant_key":
            #"""
            client_session_id! string uuid
            created_at! string date-time
            expires_at! string date-time
            instant_key_id! string uuid
            instant_key_url! string uri
            user_identity_id! string uuid
            workspace_id! string uuid
            customization object
             logo_url string uri
             primary_color string
             secondary_color string
            customization_profile_id string uuid
            """#
        case "noise_threshold":
            #"""
            device_id! string uuid
            ends_daily_at! string
            name! string
            noise_threshold_decibels! number
            noise_threshold_id! string uuid
            starts_daily_at! string
            noise_threshold_nrs number
            """#
        case "pagination":
            #"""
            has_next_page! boolean
            next_page_cursor!? string
            next_page_url!? string uri
            """#
        case "phone":
            #"""
            created_at! string date-time
            custom_metadata! object
            device_id! string uuid
            device_type! string enum=ios_phone|android_phone
            display_name! string
            errors! [object]
            properties! object
             assa_abloy_credential_service_metadata object
             salto_space_credential_service_metadata object
            warnings! [object]
            workspace_id! string uuid
            nickname string
            """#
        case "space":
            #"""
            acs_entrance_count! number
            created_at! string date-time
            device_count! number
            display_name! string
            name! string
            space_id! string uuid
            workspace_id! string uuid
            customer_data object
             address? string
             default_checkin_time? string
             default_checkout_time? string
             time_zone? string
            customer_key string
            geolocation? object
             latitude! number
             longitude! number
            space_key string
            """#
        case "thermostat_daily_program":
            #"""
            created_at! string date-time
            device_id! string uuid
            name!? string
            periods! [object]
            thermostat_daily_program_id! string uuid
            workspace_id! string uuid
            """#
        case "thermostat_schedule":
            #"""
            climate_preset_key! string
            created_at! string date-time
            device_id! string uuid
            ends_at! string date-time
            errors! [object]
            name!? string
            starts_at! string date-time
            thermostat_schedule_id! string uuid
            workspace_id! string uuid
            is_override_allowed boolean
            max_override_period_minutes? integer
            """#
        case "unmanaged_access_code":
            #"""
            access_code_id! string uuid
            code!? string
            created_at! string date-time
            device_id! string uuid
            errors! [object] codes=error_code:access_code_inactive|account_disconnected|august_lock_not_authorized|auxiliary_heat_running|bridge_disconnected|code_constraints_violated|conflicting_external_modification|device_disconnected|device_offline|device_removed|dormakaba_sites_disconnected|duplicate_code_on_device|empty_backup_access_code_pool|failed_to_delete|failed_to_expire|failed_to_issue|failed_to_remove_from_device|failed_to_set_on_device|failed_to_update|hub_disconnected|insufficient_permissions|missing_device_credentials|no_space_for_access_code_on_device|provider_issue|salto_ks_subscription_limit_exceeded|subscription_required
            is_managed! boolean enum=false
            name!? string
            status! string enum=set|unset
            type! string enum=time_bound|ongoing
            warnings! [object] codes=warning_code:being_deleted|code_rotates_periodically|delay_in_issuing|delay_in_removing_from_device|delay_in_setting_on_device|external_modification_in_effect|igloo_algopin_must_be_used_within_24_hours|management_transferred|third_party_integration_detected|time_frame_adjusted_for_unknown_time_zone|unknown_issue_with_access_code|using_backup_access_code
            workspace_id! string uuid
            cannot_be_managed boolean enum=true
            cannot_delete_unmanaged_access_code boolean enum=true
            dormakaba_oracode_metadata? object
             is_cancellable boolean
             is_early_checkin_able boolean
             is_extendable boolean
             is_overridable boolean
             site_name string
             stay_id number
             user_level_id string
             user_level_name? string
            ends_at? string date-time
            starts_at? string date-time
            """#
        case "unmanaged_access_grant":
            #"""
            access_grant_id! string uuid
            access_method_ids! [string]
            created_at! string date-time
            display_name! string
            ends_at!? string date-time
            errors! [object] codes=error_code:access_not_provisioned|cannot_create_requested_access_methods
            location_ids! [string] deprecated
            name!? string
            pending_mutations! [object] codes=mutation_code:updating_access_times|updating_spaces
            requested_access_methods! [object]
            space_ids! [string]
            starts_at! string date-time
            warnings! [object] codes=warning_code:being_deleted|device_does_not_support_access_codes|device_time_constraints_violated|overprovisioned_access|requested_code_unavailable|underprovisioned_access|updating_access_times
            workspace_id! string uuid
            reservation_key string
            user_identity_id string uuid
            """#
        case "unmanaged_access_method":
            #"""
            access_method_id! string uuid
            created_at! string date-time
            display_name! string
            display_status! string
            errors! [object] codes=error_code:failed_to_issue
            is_issued! boolean
            issued_at!? string date-time
            mode! string enum=code|card|mobile_key|cloud_key
            pending_mutations! [object] codes=mutation_code:provisioning_access|revoking_access|updating_access_times
            warnings! [object] codes=warning_code:being_deleted|delay_in_issuing|pulled_backup_access_code|updating_access_times
            workspace_id! string uuid
            code? string
            is_assignment_required boolean
            is_encoding_required boolean
            is_ready_for_assignment boolean
            is_ready_for_encoding boolean
            """#
        case "unmanaged_device":
            #"""
            capabilities_supported! [string] enum=access_code|lock|noise_detection|thermostat|battery|phone
            connected_account_id! string uuid
            created_at! string date-time
            custom_metadata! object
            device_id! string uuid
            device_type! string enum=@device_type
            display_name! string
            errors! [object] codes=error_code:account_disconnected|august_lock_not_authorized|auxiliary_heat_running|bridge_disconnected|device_disconnected|device_offline|device_removed|dormakaba_sites_disconnected|empty_backup_access_code_pool|hub_disconnected|insufficient_permissions|missing_device_credentials|salto_ks_subscription_limit_exceeded|subscription_required
            is_managed! boolean enum=false
            properties! object
             accessory_keypad object
             battery object
             battery_level number
             image_alt_text string
             image_url string uri
             manufacturer string
             model! object
             name! string deprecated
             offline_access_codes_enabled boolean deprecated
             online! boolean
             online_access_codes_enabled boolean deprecated
            warnings! [object] codes=warning_code:accessory_keypad_low_battery|accessory_keypad_setup_required|device_communication_degraded|device_has_flaky_connection|hub_required_for_additional_capabilities|keynest_unsupported_locker|lockly_time_zone_not_configured|many_active_backup_codes|max_access_codes_reached|partial_backup_access_code_pool|power_saving_mode|privacy_mode|provider_issue|salto_ks_lock_access_code_support_removed|salto_ks_office_mode|salto_ks_privacy_mode|salto_ks_subscription_limit_almost_reached|scheduled_maintenance_window|temperature_threshold_exceeded|third_party_integration_detected|time_zone_mismatch|time_zone_unknown|ttlock_lock_gateway_unlocking_not_enabled|ttlock_weak_gateway_signal|two_n_device_missing_timezone|ultraloq_time_zone_unknown|unknown_issue_with_phone|unreliable_online_status
            workspace_id! string uuid
            can_configure_auto_lock boolean
            can_hvac_cool boolean
            can_hvac_heat boolean
            can_hvac_heat_cool boolean
            can_program_offline_access_codes boolean
            can_program_online_access_codes boolean
            can_program_thermostat_programs_as_different_each_day boolean
            can_program_thermostat_programs_as_same_each_day boolean
            can_program_thermostat_programs_as_weekday_weekend boolean
            can_remotely_lock boolean
            can_remotely_unlock boolean
            can_run_thermostat_programs boolean
            can_simulate_connection boolean
            can_simulate_disconnection boolean
            can_simulate_hub_connection boolean
            can_simulate_hub_disconnection boolean
            can_simulate_paid_subscription boolean
            can_simulate_removal boolean
            can_turn_off_hvac boolean
            can_unlock_with_code boolean
            location object
             location_name string
             room_name string
             time_zone string
             timezone string deprecated
            """#
        case "unmanaged_user_identity":
            #"""
            acs_user_ids! [string]
            created_at! string date-time
            display_name! string
            email_address!? string email
            errors! [object] codes=error_code:issue_with_acs_user
            full_name!? string
            merged_user_identity_ids! [string]
            merged_user_identity_keys! [string]
            phone_number!? string
            user_identity_id! string uuid
            warnings! [object] codes=warning_code:acs_user_profile_does_not_match_user_identity|being_deleted
            workspace_id! string uuid
            """#
        case "user_identity":
            #"""
            acs_user_ids! [string]
            created_at! string date-time
            display_name! string
            email_address!? string email
            errors! [object] codes=error_code:issue_with_acs_user
            full_name!? string
            merged_user_identity_ids! [string]
            merged_user_identity_keys! [string]
            phone_number!? string
            user_identity_id! string uuid
            user_identity_key!? string
            warnings! [object] codes=warning_code:acs_user_profile_does_not_match_user_identity|being_deleted
            workspace_id! string uuid
            """#
        case "webhook":
            #"""
            url! string
            webhook_id! string
            event_types [string]
            secret string
            """#
        case "workspace":
            #"""
            company_name! string deprecated
            connect_partner_name!? string
            connect_webview_customization! object
             inviter_logo_url string
             logo_shape string enum=circle|square
             primary_button_color string
             primary_button_text_color string
             success_message string
            is_publishable_key_auth_enabled! boolean
            is_sandbox! boolean
            is_suspended! boolean
            name! string
            organization_id!? string uuid
            workspace_id! string uuid
            publishable_key string
            """#
        default: nil
        }
    }
}
