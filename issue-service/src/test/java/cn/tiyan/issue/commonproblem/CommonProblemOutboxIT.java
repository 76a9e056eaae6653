package cn.tiyan.issue.commonproblem;

import cn.tiyan.testkit.contract.OutboxContract;

class CommonProblemOutboxIT extends OutboxContract<CommonProblem> {

    @Override
    protected CommonProblem aNewAggregate() {
        return Bureaus.aProblemIn(ProblemStatus.PROPOSED);
    }

    @Override
    protected void command(CommonProblem problem) {
        switch (problem.status()) {
            case PROPOSED -> problem.dismiss("起因各不相同", Bureaus.PROVINCE_OFFICE, Bureaus.NOW);
            case DISMISSED -> problem.count(later(), Bureaus.POLICY, Bureaus.NOW);
            default -> throw new IllegalStateException(problem.status().name());
        }
    }

    private static Gathered later() {
        var later = Bureaus.NOW.plusSeconds(60);
        return Bureaus.gathered(Bureaus.aCase(Bureaus.SHENYANG_HRSS, later), Bureaus.aCase(Bureaus.DALIAN_HRSS, later),
                Bureaus.aCase(Bureaus.DALIAN_HRSS, later));
    }

    @Override
    protected String topic() {
        return "common-problem.events";
    }
}
