package cn.tiyan.gateway.proxy;

import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/**
 * The chosen instance could not be reached: no connection could be opened, or it closed one of an earlier request in the face of
 * a mere question. Nothing has happened, nothing of the caller's body was read: it can be asked again.
 */
final class NotConnected extends Refusal {

    NotConnected(Throwable cause) {
        super(Problem.SERVICE_UNAVAILABLE, cause);
    }
}
