package cn.tiyan.gateway.proxy;

import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/** No connection to the chosen instance could be opened: nothing was sent, and nothing of the caller's body was read. */
final class NotConnected extends Refusal {

    NotConnected(Throwable cause) {
        super(Problem.SERVICE_UNAVAILABLE, cause);
    }
}
