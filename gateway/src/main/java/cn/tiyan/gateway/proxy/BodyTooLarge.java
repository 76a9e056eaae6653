package cn.tiyan.gateway.proxy;

import java.io.IOException;

/** More came than the path takes. */
final class BodyTooLarge extends IOException {

    BodyTooLarge(long limit) {
        super("more than " + limit + " bytes");
    }
}
