package cn.tiyan.walkthrough;

import cn.tiyan.testkit.contract.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    ArchitectureTest() {
        super(WalkthroughService.class);
    }
}
