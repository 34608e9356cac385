/// What real listings get wrong, one set of members per spoilt row.
enum Dirt {
    /// Rows that lack what every client reads are unverified too, since no client's default search shows those; a wrong
    /// type is where the vendor's client prints whatever comes, and stops a decoder that takes all rows or none.
    static let all: [[(name: String, value: JSONValue?)]] = [
        [("geolocation", nil), ("cpu_name", .null), ("gpu_mem_bw", .null), ("inet_down", .null)],
        [("dph_total", 0.0), ("dph_base", 0.0)],
        [("dph_total", -0.05), ("dph_base", -0.07)],
        [("gpu_name", "RTX 6090 Ti SUPER"), ("gpu_ram", 49152)],
        [("num_gpus", "1"), ("machine_id", "unknown"), ("verified", false), ("verification", "unverified")],
        [("gpu_ram", nil), ("gpu_total_ram", nil)],
        [("dph_total", 99999.0), ("dph_base", 99998.9)],
        [("gpu_name", .null), ("verified", false), ("verification", "unverified")],
        [("dph_total", .null), ("num_gpus", 0), ("verified", false), ("verification", "unverified")],
        [("id", .null), ("ask_contract_id", .null), ("verified", false), ("verification", "unverified")],
    ]
}
