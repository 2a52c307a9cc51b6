extension SeamCredentials {
    /// Why this kind of credential cannot call an endpoint, and what to do; nil when the server decides.
    ///
    /// The rules are those of the API's description: who may call what.
    func problem(calling path: String) -> String? {
        switch kind {
        case .apiKey:
            guard path == Self.creation else { return nil }
            return "a workspace is created with a personal access token; put one into SEAM_PERSONAL_ACCESS_TOKEN and "
                + "unset SEAM_API_KEY"
        case .personalAccessToken:
            guard workspaceID == nil, path != Self.creation, path != Self.choice else { return nil }
            return "a personal access token needs a workspace for this; set SEAM_WORKSPACE_ID to its id, which "
                + "/workspaces/list shows"
        case .clientSessionToken:
            guard SeamCatalogue.endpoint(path: path) != nil, !Self.openToSessions.contains(path) else { return nil }
            return
                "a client session cannot call this; use an API key in SEAM_API_KEY and unset SEAM_CLIENT_SESSION_TOKEN"
        }
    }

    private static let creation = "/workspaces/create"
    private static let choice = "/workspaces/list"

    /// What a client session may call, by namespace.
    private static let openToSessions: Set<String> = paths(
        """
        access_codes: create create_multiple delete generate_code get list pull_backup_access_code
        access_codes: report_device_constraints update update_multiple
        access_codes/simulate: create_unmanaged_access_code
        access_codes/unmanaged: convert_to_managed delete get list update
        acs/access_groups: delete
        acs/credentials: list
        acs/entrances: get list list_credentials_with_access
        acs/systems: list
        acs/users: list list_accessible_entrances
        action_attempts: get
        client_sessions: get
        connect_webviews: create get list
        connected_accounts: get
        devices: get list list_device_providers update
        devices/unmanaged: get
        events: get list
        locks: configure_auto_lock get list lock_door unlock_door
        noise_sensors: list
        noise_sensors/noise_thresholds: list
        phones: deactivate
        thermostats: cool create_climate_preset delete_climate_preset heat heat_cool list off set_fan_mode set_hvac_mode
        thermostats: update_climate_preset update_weekly_program
        thermostats/daily_programs: create delete update
        thermostats/schedules: create delete get list update
        user_identities: list list_accessible_entrances list_acs_systems
        user_identities/unmanaged: list update
        workspaces: get list
        """
    )

    private static func paths(_ table: String) -> Set<String> {
        var paths: Set<String> = []
        for line in table.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == ":" }
            for method in words.dropFirst() { paths.insert("/\(words[0])/\(method)") }
        }
        return paths
    }
}
