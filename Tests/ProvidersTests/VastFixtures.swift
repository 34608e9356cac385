import Domain
import Foundation
import Testing
/// Answers in the shape of the real ones, names and figures invented.
enum VastFixtures {
    /// An offer with every field that is read and some that are not.
    static let offer = """
        {"id": 30434039, "ask_contract_id": 30434039, "bundle_id": 871234, "bundled_results": null, "bw_nvlink": 0,
         "machine_id": 21345, "host_id": 9911, "gpu_name": "RTX 4090", "gpu_ram": 24564, "gpu_total_ram": 24564,
         "num_gpus": 1, "gpu_frac": 0.25, "gpu_arch": "nvidia", "compute_cap": 890, "cpu_arch": "amd64", "cpu_cores_effective": 16.0, "gpu_mem_bw": 912.4,
         "gpu_lanes": 16, "pci_gen": 4.0, "pcie_bw": 24.1, "cpu_name": "EPYC 7543", "cpu_ram": 257837,
         "disk_space": 412.7, "disk_bw": 3120.5, "inet_down": 812.3, "inet_up": 640.1, "inet_down_cost": 0.0026,
         "inet_up_cost": 0.0052, "dph_base": 0.3, "dph_total": 0.3417593, "min_bid": 0.1334, "storage_cost": 0.15,
         "geolocation": "Texas, US", "rentable": true, "rented": false, "reliability2": 0.9971,
         "driver_version": "570.124.06", "cuda_max_good": 12.8, "verified": true, "verification": "verified",
         "static_ip": true, "start_date": 1793000000.5, "end_date": 1799000000.0, "duration": 864000.5,
         "is_bid": false, "external": null, "direct_port_count": 12}
        """

    static func offers(_ items: String...) -> String {
        #"{"offers": [\#(items.joined(separator: ", "))]}"#
    }

    /// The ordinary offer with one piece of its text replaced.
    static func offer(_ old: String, is new: String) -> String {
        precondition(offer.contains(old), "no \(old) in the fixture")
        return offer.replacing(old, with: new)
    }

    /// A machine; `status` is JSON.
    static func instance(
        _ id: Int, status: String = #""running""#, label: String = #""gpu-shopper-dep1-abc""#,
        ssh: String = #""ssh_host": "ssh5.vast.ai", "ssh_port": 40022"#
    ) -> String {
        """
        {"id": \(id), "machine_id": 21345, "host_id": 9911, "label": \(label), "actual_status": \(status),
         "intended_status": "running", "cur_state": "running", \(ssh), "public_ipaddr": "203.0.113.7 ",
         "ports": {"22/tcp": [{"HostIp": "0.0.0.0", "HostPort": "33526"}]}, "gpu_name": "RTX 4090", "num_gpus": 1,
         "gpu_ram": 24564, "dph_total": 0.3417593, "start_date": 1795400000.25, "duration": 1000.0,
         "image_uuid": "vastai/pytorch", "image_runtype": "ssh_proxy", "extra_env": [["A", "b"]],
         "status_msg": "success, running vastai/pytorch"}
        """
    }

    static func page(_ ids: some Sequence<Int>, next: String? = nil, total: Int? = nil) -> String {
        let rows = ids.map { instance($0) }.joined(separator: ", ")
        let token = next.map { "\"\($0)\"" } ?? "null"
        let count = total.map { #", "total_instances": \#($0)"# } ?? ""
        return #"{"success": true, "instances": [\#(rows)], "next_token": \#(token)\#(count), "label_counts": {}}"#
    }

    static let staleAsk = """
        {"success": false, "error": "invalid_args", "ask_id": 29907796,
         "msg": "error 404/3603: no_such_ask  Instance type by id 29907796 is not available."}
        """

    static let tooManyRequests = #"""
        {"message": "The action could not be performed because there were too many requests by the client.\n\n\#
        API requests too frequent: endpoint threshold=4.5*1.0\n\n",
         "code": "429 Too Many Requests"}
        """#

    static func launchRequest(offer local: String = "30434039") throws -> LaunchRequest {
        let offer = Offer(
            id: OfferID(provider: .vastai, local: local), provider: .vastai, gpuName: "RTX 4090",
            pricePerHour: USD(micros: 341_759), fetchedAt: Date(timeIntervalSince1970: 1_795_410_000))
        return LaunchRequest(
            offer: offer, label: try label(),
            sshPublicKey: publicKey, image: "vastai/pytorch:cuda-12.8", diskGB: 40)
    }

    static let publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ/k+3tPq/example gpu-shopper"

    static func label() throws -> MachineLabel {
        MachineLabel(
            deployment: try #require(DeploymentID(rawValue: "dep1")),
            session: try #require(SessionID(rawValue: "0123456789abcdef")))
    }
}
