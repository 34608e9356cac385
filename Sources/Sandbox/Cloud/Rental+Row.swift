extension Rental {
    /// The machine as the marketplace prints it.
    func row(at now: Double) -> JSONObject {
        var row = offer.row
        for name in ["score", "rentable", "rented", "ask_contract_id", "type", "rn", "bundled_results"] {
            row[name] = nil
        }
        let status = status(at: now)
        let running = status == "running"
        row["id"] = .int(id)
        row["label"] = label.map { .string($0) } ?? .null
        row["actual_status"] = status.map { .string($0) } ?? .null
        row["intended_status"] = isStopped ? "stopped" : "running"
        row["cur_state"] = isStopped ? "stopped" : "running"
        row["next_state"] = isStopped ? "stopped" : "running"
        row["status_msg"] = .string(message(status))
        row["ssh_host"] = "127.0.0.1"
        row["ssh_port"] = .int(sshPort)
        row["ssh_idx"] = "1"
        row["machine_dir_ssh_port"] = .int(sshPort)
        row["public_ipaddr"] = "127.0.0.1"
        row["local_ipaddrs"] = "127.0.0.1"
        row["ports"] = running ? .object(publishedPorts) : [:]
        row["direct_port_start"] = -1
        row["direct_port_end"] = -1
        row["image_uuid"] = .string(image)
        row["image_runtype"] = .string(runtype)
        row["image_args"] = []
        row["extra_env"] = .array(environment.map { [.string($0.0), .string($0.1)] })
        row["onstart"] = onstart.map { .string($0) } ?? .null
        row["template_id"] = nil as JSONValue?
        row["start_date"] = .double(createdAt)
        row["duration"] = .double(max(0, (offer.row["end_date"]?.number ?? now) - now))
        row["uptime_mins"] = running ? .double((now - createdAt) / 60) : .null
        row["disk_space"] = .double(diskGB)
        row["disk_util"] = running ? 1.4 : -1.0
        row["gpu_util"] = running ? 0.0 : .null
        row["gpu_temp"] = running ? 38.0 : .null
        row["cpu_util"] = running ? 0.02 : .null
        row["dph_total"] = .double(pricePerHour)
        row["dph_base"] = .double(pricePerHour - offer.storageHourly(diskGB))
        row["storage_total_cost"] = .double(offer.storageHourly(diskGB))
        row["is_bid"] = .bool(isBid)
        row["jupyter_token"] = ""
        row["jupyter_url"] = .null
        row["host_run_time"] = 1_209_600
        row["client_run_time"] = 1.1
        return row
    }

    /// As Docker prints them.
    private var publishedPorts: JSONObject {
        let all = [22: sshPort].merging(ports) { ssh, _ in ssh }
        return JSONObject(
            all.sorted { $0.key < $1.key }.map { inside, outside in
                ("\(inside)/tcp", [["HostIp": "0.0.0.0", "HostPort": "\(outside)"]])
            })
    }

    private func message(_ status: String?) -> String {
        switch status {
        case "running": "success, running \(image)/ssh"
        case "loading": "\(image): Pulling fs layer"
        case "offline": "host is offline"
        case "stopped": "stopped"
        default: ""
        }
    }
}
