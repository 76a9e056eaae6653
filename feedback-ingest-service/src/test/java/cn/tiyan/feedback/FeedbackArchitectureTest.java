package cn.tiyan.feedback;

import cn.tiyan.testkit.contract.ServiceArchitecture;

class FeedbackArchitectureTest extends ServiceArchitecture {

    FeedbackArchitectureTest() {
        super(FeedbackIngestService.class);
    }
}
