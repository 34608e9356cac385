/// What `nvidia-smi` of driver 580.159.04 said on an NVIDIA H100 SXM with 80 GB.
public enum RealH100 {
    /// Its answer to `--query-gpu=memory.total,driver_version,name`.
    public static let identity = "81559, 580.159.04, NVIDIA H100 80GB HBM3\n"

    /// Its answer to `--query-gpu=utilization.gpu` a moment after a burst of one and a half seconds at full load.
    public static let utilizationAfterBurst = "0\n"

    /// What its answer to `-q -d UTILIZATION` says of the GPU's samples at the same moment.
    public static let samplesAfterBurst = """
            GPU Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 99 %
                Min                                            : 0 %
                Avg                                            : 11 %
            Memory Utilization Samples

        """

    /// Its whole answer to `-q -d UTILIZATION` when it has done nothing since its driver came up.
    public static let samplesWhenIdle = """

        ==============NVSMI LOG==============

        Timestamp                                              : Thu Nov 26 14:31:59 2026
        Driver Version                                         : 580.159.04
        CUDA Version                                           : 13.0

        Attached GPUs                                          : 1
        GPU 00000000:00:06.0
            Utilization
                GPU                                            : 0 %
                Memory                                         : 0 %
                Encoder                                        : 0 %
                Decoder                                        : 0 %
                JPEG                                           : 0 %
                OFA                                            : 0 %
            GPU Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 60 %
                Min                                            : 0 %
                Avg                                            : 1 %
            Memory Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 32 %
                Min                                            : 0 %
                Avg                                            : 0 %
            ENC Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 0 %
                Min                                            : 0 %
                Avg                                            : 0 %
            DEC Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 0 %
                Min                                            : 0 %
                Avg                                            : 0 %
            JPG Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 0 %
                Min                                            : 0 %
                Avg                                            : 0 %
            OFA Utilization Samples
                Duration                                       : 14.00 sec
                Number of Samples                              : 71
                Max                                            : 0 %
                Min                                            : 0 %
                Avg                                            : 0 %

        """

    /// The benchmark script's telemetry: idle, getting to work, and at full load, held back by its power limit.
    public static let telemetry = """
        ts,util,mem_used,mem_total,temp,power,index,sm_clock,mem_clock,throttle_reasons,pcie_gen,pcie_width
        1795703555,0,0,81559,36,70.05,0,345,2619,0x0000000000000001,5,16
        1795703556,0,0,81559,36,70.07,0,345,2619,0x0000000000000001,5,16
        1795703559,74,883,81559,40,144.78,0,1680,2619,0x0000000000000000,5,16
        1795703573,100,883,81559,63,700.76,0,1365,2619,0x0000000000000004,5,16
        1795703574,100,883,81559,63,697.54,0,1380,2619,0x0000000000000004,5,16
        1795703575,100,883,81559,64,698.69,0,1365,2619,0x0000000000000004,5,16

        """
}
