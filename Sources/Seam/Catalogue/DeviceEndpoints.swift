extension SeamCatalogue {
    static let devices: [SeamEndpoint] = [
        SeamEndpoint(
            "devices",
            "get",
            response: "device",
            alternatives: [["device_id"], ["name"]],
            [.id("device_id"), .string("name", minLength: 1)],
        ),
        SeamEndpoint("devices", "list", response: "devices", isPaginated: true, deviceFilters),
    ]

    static let workspaces: [SeamEndpoint] = [
        SeamEndpoint("workspaces", "get", response: "workspace", [])
    ]

    private static let deviceFilters: [SeamParameter] = [
        .id("connect_webview_id"),
        .id("connected_account_id"),
        .ids("connected_account_ids"),
        .time("created_before"),
        .object("custom_metadata_has"),
        .string("customer_key", minLength: 1),
        .ids("device_ids"),
        .string("device_type", allowed: deviceTypes),
        .strings("device_types", allowed: deviceTypes),
        .number("limit"),
        .string("manufacturer", allowed: manufacturers),
        .pageCursor,
        .string("search", minLength: 1),
        .id("space_id"),
        .id("unstable_location_id").nullable,
        .string("user_identifier_key", minLength: 1),
    ]

    private static let deviceTypes = [
        "akuvox_lock", "august_lock", "brivo_access_point", "butterflymx_panel", "avigilon_alta_entry",
        "doorking_lock", "genie_door", "igloo_lock", "linear_lock", "lockly_lock", "kwikset_lock", "nuki_lock",
        "salto_lock", "schlage_lock", "smartthings_lock", "wyze_lock", "yale_lock", "two_n_intercom",
        "controlbyweb_device", "ttlock_lock", "igloohome_lock", "four_suites_door", "dormakaba_oracode_door",
        "tedee_lock", "akiles_lock", "ultraloq_lock", "yacan_lock", "keyincode_lock", "omnitec_lock", "kisi_lock",
        "aqara_lock", "keynest_key", "noiseaware_activity_zone", "minut_sensor", "ecobee_thermostat",
        "nest_thermostat", "honeywell_resideo_thermostat", "tado_thermostat", "sensi_thermostat",
        "smartthings_thermostat", "ios_phone", "android_phone", "ring_camera",
    ]

    private static let manufacturers = [
        "akuvox", "august", "avigilon_alta", "brivo", "butterflymx", "doorking", "four_suites", "genie", "igloo",
        "keywe", "kwikset", "linear", "nuki", "philia", "salto", "samsung", "schlage", "seam", "unknown", "wyze",
        "yale", "two_n", "ttlock", "igloohome", "controlbyweb", "dormakaba_oracode", "tedee", "keyincode", "akiles",
        "aqara", "ecobee", "honeywell_resideo", "keynest", "korelock", "lockly", "minut", "nest", "noiseaware",
        "sensi", "smartthings", "tado", "ultraloq", "ring", "ical", "lodgify", "hostaway", "guesty",
        "acuity_scheduling", "omnitec", "kisi", "slack", "yacan",
    ]
}
