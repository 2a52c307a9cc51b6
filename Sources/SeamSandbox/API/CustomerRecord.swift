/// The kinds of records in a customer's data: the name of the list, and that of the key.
enum CustomerRecord {
    typealias Kind = (name: String, key: String)

    static let people: [Kind] = [
        ("guests", "guest_key"), ("residents", "resident_key"), ("tenants", "tenant_key"),
        ("user_identities", "user_identity_key"), ("users", "user_key"),
    ]

    static let places: [Kind] = [
        ("buildings", "building_key"), ("common_areas", "common_area_key"), ("facilities", "facility_key"),
        ("listings", "listing_key"), ("properties", "property_key"), ("property_listings", "property_listing_key"),
        ("rooms", "room_key"), ("sites", "site_key"), ("spaces", "space_key"), ("units", "unit_key"),
    ]

    static let stays: [Kind] = [
        ("access_grants", "access_grant_key"), ("bookings", "booking_key"), ("reservations", "reservation_key"),
    ]
}
