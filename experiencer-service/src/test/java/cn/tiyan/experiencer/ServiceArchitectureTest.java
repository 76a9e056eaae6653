package cn.tiyan.experiencer;

import cn.tiyan.testkit.contract.ServiceArchitecture;

class ServiceArchitectureTest extends ServiceArchitecture {

    ServiceArchitectureTest() {
        super(ExperiencerService.class);
    }
}
