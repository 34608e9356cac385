import Domain
import Engine

extension RentalBody {
    /// The members about what is to run on the machine.
    static func launch(_ fields: BodyFields) throws -> LaunchOptions {
        var options = LaunchOptions()
        options.mode = try fields.word("launch_mode") ?? options.mode
        options.image = try fields.text("docker_image")
        options.exposedPorts = try fields.wholes("exposed_ports")
        options.quantization = try fields.word("quantization")
        options.templateHash = try fields.text("template_hash_id")
        options.onStart = try fields.text("on_start_cmd")
        // Older clients ask for any number and are given what there is.
        options.bootTimeoutMinutes = try fields.whole("ssh_timeout_minutes", -1_000_000...1_000_000).map {
            min(max($0, LaunchOptions.bootTimeouts.lowerBound), LaunchOptions.bootTimeouts.upperBound)
        }
        return options
    }
}
