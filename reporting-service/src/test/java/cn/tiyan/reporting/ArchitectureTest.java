package cn.tiyan.reporting;

import cn.tiyan.testkit.contract.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    ArchitectureTest() {
        super(ReportingService.class);
    }
}
