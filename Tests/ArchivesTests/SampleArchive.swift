import Archives
import Domain
import Foundation

/// Archives of both layouts, small enough to compute by hand.
enum SampleArchive {
    /// Three measured requests at 100, 110 and 120 tokens/s after one warm-up.
    static let ownResults = """
        {"n":1,"phase":"warmup","prompt":"w1","t":1000,"start_us":999000000,"first_us":999500000,"first_answer_us":999500000,\
        "end_us":1000000000,"chunks":9,"eval_count":10,"eval_duration":1000000000,"prompt_eval_count":10,\
        "prompt_eval_duration":10000000,"load_duration":2500000000,"total_duration":1000000000,"done_reason":"length"}
        {"n":2,"phase":"measure","prompt":"p01","t":1002,"start_us":1000000000,"first_us":1000040000,"first_answer_us":1000090000,\
        "end_us":1002000000,"chunks":200,"eval_count":200,"eval_duration":2000000000,"prompt_eval_count":50,\
        "prompt_eval_duration":50000000,"load_duration":1000000,"total_duration":2000000000,"done_reason":"length"}
        {"n":3,"phase":"measure","prompt":"p02","t":1004,"start_us":1002000000,"first_us":1002050000,"first_answer_us":null,\
        "end_us":1004000000,"chunks":220,"eval_count":220,"eval_duration":2000000000,"prompt_eval_count":50,\
        "prompt_eval_duration":25000000,"load_duration":1000000,"total_duration":2000000000,"done_reason":"length"}
        {"n":4,"phase":"measure","prompt":"p03","t":1006,"start_us":1004000000,"first_us":1004060000,"first_answer_us":1004110000,\
        "end_us":1006000000,"chunks":240,"eval_count":240,"eval_duration":2000000000,"prompt_eval_count":50,\
        "prompt_eval_duration":1000000,"load_duration":1000000,"total_duration":2000000000,"done_reason":"length"}

        """

    static let ownTelemetry = """
        ts,util,mem_used,mem_total,temp,power,index,sm_clock,mem_clock,throttle_reasons,pcie_gen,pcie_width
        995,5,100,24564,40,50.0,0,210,405,0x0000000000000001,4,16
        1001,90,5000,24564,60,300.5,0,2700,10501,0x0000000000000000,4,16
        1002,94,5100,24564,62,310.5,0,2700,10501,0x0000000000000004,4,16

        """

    static func ownMetadata(
        context: String = "4096", size: Int = 5_500_000_000, onGPU: Int = 5_500_000_000, completed: Bool = true
    ) -> String {
        """
        {"benchmark_version":"gpu-shopper-1","started_at":"2026-11-23T05:00:13Z",\(completed ? #""completed_at":"2026-11-23T05:01:13Z","# : "")
        "hostname":"m1","hardware":{"gpu_name":"NVIDIA GeForce RTX 4090","gpu_memory_mib":24564,"gpu_count":1,
        "driver_version":"570.124.06","cuda_version":"12.8","cpu_model":"EPYC","cpu_cores":32,"ram_gib":125,
        "gpus":[{"index":0,"name":"NVIDIA GeForce RTX 4090","uuid":"GPU-1","memory_total_mib":24564}]},
        "model":{"name":"qwen2:7b","runtime":"ollama","runtime_version":"0.33.0","size":"4.4GB","size_bytes":4431000000,
        "digest":"dd314f039b9d","family":"qwen2","parameter_size":"7.6B","quantization":"Q4_0"},
        "test_config":{"duration_seconds":60,"max_tokens":256,"num_ctx":\(context),"temperature":0,"seed":42,"parallel":1,
        "warmup_requests":1,"keep_alive":"-1","stream":true,"prompt_set":"throughput-1","prompt_set_sha256":"abc","prompts":["p01"]},
        "environment":{"OLLAMA_HOST":"127.0.0.1:11434"},"memory":{"size":\(size),"size_vram":\(onGPU),"context_length":4096},
        "pull":{"seconds":12.5,"bytes":4431000000,"already_present":false},"load_seconds":2.25,"ended_by":"duration"}
        """
    }

    /// The layout that our script writes.
    static func own(_ changes: [ArchiveMember: String?] = [:]) -> ArchiveContents {
        var texts: [ArchiveMember: String?] = [
            .metadata: ownMetadata(), .results: ownResults, .telemetry: ownTelemetry,
        ]
        texts.merge(changes) { $1 }
        return contents("benchmark_qwen2_7b_1", texts)
    }

    static let referenceMetadata = """
        {"benchmark_version":"1.0","started_at":"2026-02-06T02:44:20Z","hostname":"h","hardware":{"gpu_name":"NVIDIA GeForce RTX 4090",
        "gpu_memory_mib":24564,"gpu_count":1,"driver_version":"550.1","cuda_version":"12.4","cpu_model":"c","cpu_cores":8,"ram_gib":64},
        "model":{"name":"mistral:7b","runtime":"ollama","runtime_version":"0.15.4","size":"4.1GB"},
        "test_config":{"duration_seconds":300,"max_tokens":256,"prompts":["a"]}}
        """

    static let referenceResults = """
        {"t":1770345866,"n":0,"tok":256,"tps":44.0,"dur":5.0}
        {"t":1770345872,"n":1,"tok":0,"tps":0,"err":true,"error_msg":"http_status_500"}
        {"t":1770345878,"n":2,"tok":256,"tps":44.5,"dur":6.0}
        {"t":1770345884,"n":3,"tok":256,"tps":45.0,"dur":7.0}

        """

    static let referenceTelemetry = """
        ts,util,mem_used,mem_total,temp,power
        1770345866, 95, 20366, 24564, 60, 105.73
        1770345870, 97, 20368, 24564, 64, 371.00

        """

    /// The layout that the reference imports.
    static func reference(_ changes: [ArchiveMember: String?] = [:]) -> ArchiveContents {
        var texts: [ArchiveMember: String?] = [
            .metadata: referenceMetadata, .results: referenceResults, .telemetry: referenceTelemetry,
        ]
        texts.merge(changes) { $1 }
        return contents("benchmark_ref", texts)
    }

    /// The result of `contents`, as somebody's archive.
    static func parse(_ contents: ArchiveContents) throws -> ParsedArchive {
        try ResultBuilder(origin: ResultOrigin(source: .imported)).build(from: contents)
    }

    /// Writes the members as files; returns the folder.
    static func write(_ contents: ArchiveContents, into folder: URL) throws -> URL {
        let archive = folder.appending(path: contents.name)
        try FileManager.default.createDirectory(at: archive, withIntermediateDirectories: true)
        for (member, bytes) in contents.members { try Data(bytes).write(to: archive.appending(path: member.rawValue)) }
        return archive
    }

    private static func contents(_ name: String, _ texts: [ArchiveMember: String?]) -> ArchiveContents {
        ArchiveContents(name: name, members: texts.compactMapValues { $0.map { Array($0.utf8) } })
    }
}
