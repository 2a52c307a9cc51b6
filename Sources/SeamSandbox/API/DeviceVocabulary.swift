/// The words the API knows for devices.
enum DeviceVocabulary {
    static let types = [
        "akuvox_lock", "august_lock", "brivo_access_point", "butterflymx_panel", "avigilon_alta_entry",
        "doorking_lock", "genie_door", "igloo_lock", "linear_lock", "lockly_lock", "kwikset_lock", "nuki_lock",
        "salto_lock", "schlage_lock", "smartthings_lock", "wyze_lock", "yale_lock", "two_n_intercom",
        "controlbyweb_device", "ttlock_lock", "igloohome_lock", "four_suites_door", "dormakaba_oracode_door",
        "tedee_lock", "akiles_lock", "ultraloq_lock", "yacan_lock", "keyincode_lock", "omnitec_lock", "kisi_lock",
        "aqara_lock", "keynest_key", "noiseaware_activity_zone", "minut_sensor", "ecobee_thermostat",
        "nest_thermostat", "honeywell_resideo_thermostat", "tado_thermostat", "sensi_thermostat",
        "smartthings_thermostat", "ios_phone", "android_phone", "ring_camera",
    ]

    static let lockTypes = [
        "akuvox_lock", "august_lock", "brivo_access_point", "butterflymx_panel", "avigilon_alta_entry",
        "doorking_lock", "genie_door", "igloo_lock", "linear_lock", "lockly_lock", "kwikset_lock", "nuki_lock",
        "salto_lock", "schlage_lock", "smartthings_lock", "wyze_lock", "yale_lock", "two_n_intercom",
        "controlbyweb_device", "ttlock_lock", "igloohome_lock", "four_suites_door", "dormakaba_oracode_door",
        "tedee_lock", "akiles_lock", "ultraloq_lock", "yacan_lock", "keyincode_lock", "omnitec_lock", "kisi_lock",
        "aqara_lock",
    ]

    static let manufacturers = [
        "akuvox", "august", "avigilon_alta", "brivo", "butterflymx", "doorking", "four_suites", "genie", "igloo",
        "keywe", "kwikset", "linear", "nuki", "philia", "salto", "samsung", "schlage", "seam", "unknown", "wyze",
        "yale", "two_n", "ttlock", "igloohome", "controlbyweb", "dormakaba_oracode", "tedee", "keyincode", "akiles",
        "aqara", "ecobee", "honeywell_resideo", "keynest", "korelock", "lockly", "minut", "nest", "noiseaware",
        "sensi", "smartthings", "tado", "ultraloq", "ring", "ical", "lodgify", "hostaway", "guesty",
        "acuity_scheduling", "omnitec", "kisi", "slack", "yacan",
    ]

    static let lockManufacturers = [
        "akuvox", "august", "brivo", "butterflymx", "avigilon_alta", "doorking", "genie", "igloo", "linear",
        "kwikset", "nuki", "salto", "schlage", "seam", "wyze", "yale", "two_n", "controlbyweb", "ttlock",
        "igloohome", "four_suites", "dormakaba_oracode", "tedee", "keyincode", "akiles", "aqara", "korelock",
        "lockly", "smartthings", "ultraloq", "omnitec", "kisi", "yacan",
    ]
}
