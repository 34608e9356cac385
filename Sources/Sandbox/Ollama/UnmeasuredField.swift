/// A field that a real driver knows and the sandbox has no figure for; it reads `[N/A]`, as on cards without the sensor.
struct UnmeasuredField: Sendable {
    /// The unit in the column's heading.
    let unit: String?

    /// `nil` when no driver knows such a field either.
    init?(_ name: String) {
        let family = Self.families.first { family in
            name.hasPrefix(family.prefix) && family.names.contains(String(name.dropFirst(family.prefix.count)))
        }
        guard let family else { return nil }
        unit = family.unit
    }

    private static let reasons: Set = [
        "supported", "active", "gpu_idle", "applications_clocks_setting", "sw_power_cap", "hw_slowdown", "hw_thermal_slowdown",
        "hw_power_brake_slowdown", "sw_thermal_slowdown", "sync_boost",
    ]

    private static let counters: Set = [
        "device_memory", "dram", "register_file", "l1_cache", "l2_cache", "texture_memory", "cbu", "sram", "total",
    ]

    private static let families: [(prefix: String, names: Set<String>, unit: String?)] = [
        (
            "clocks.",
            [
                "current.video", "video", "applications.graphics", "applications.gr", "applications.memory",
                "applications.mem", "default_applications.graphics", "default_applications.gr", "default_applications.memory",
                "default_applications.mem", "max.graphics", "max.gr", "max.mem",
            ], "MHz"
        ),
        ("clocks_throttle_reasons.", reasons, nil), ("clocks_event_reasons.", reasons, nil),
        ("clocks_event_reasons_counters.", reasons, "us"),
        ("power.", ["default_limit", "min_limit"], "W"), ("power.", ["management"], nil),
        ("temperature.", ["memory", "gpu.tlimit"], nil),
        ("utilization.", ["encoder", "decoder", "jpeg", "ofa"], "%"),
        ("memory.", ["reserved"], "MiB"), ("protected_memory.", ["total", "used", "free"], "MiB"),
        ("ecc.mode.", ["current", "pending"], nil),
        ("ecc.errors.corrected.volatile.", counters, nil), ("ecc.errors.corrected.aggregate.", counters, nil),
        ("ecc.errors.uncorrected.volatile.", counters, nil), ("ecc.errors.uncorrected.aggregate.", counters, nil),
        ("retired_pages.", ["single_bit_ecc.count", "sbe", "double_bit.count", "dbe", "pending"], nil),
        ("remapped_rows.", ["correctable", "uncorrectable", "pending", "failure"], nil),
        ("pci.", ["domain", "bus", "device", "device_id", "sub_device_id"], nil),
        ("pcie.link.gen.", ["gpucurrent", "gpumax", "hostmax"], nil),
        ("encoder.stats.", ["sessionCount", "averageFps", "averageLatency"], nil),
        ("inforom.", ["img", "image", "oem", "ecc", "pwr", "power"], nil), ("gom.", ["current", "pending"], nil),
        ("mig.mode.", ["current", "pending"], nil), ("gsp.mode.", ["current", "default"], nil),
        ("driver_model.", ["current", "pending"], nil), ("accounting.", ["mode", "buffer_size"], nil),
        ("fabric.", ["state", "status"], nil),
        (
            "",
            [
                "serial", "gpu_serial", "vbios_version", "display_mode", "display_attached", "display_active",
                "addressing_mode", "compute_mode", "c2c.mode", "hostname",
            ], nil
        ),
    ]
}
