package cn.tiyan.issue;

import cn.tiyan.testkit.contract.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    ArchitectureTest() {
        super(IssueService.class);
    }
}
