/** The way to the services: routes, body limits, and the exchange that streams a request out and its answer back. */
package cn.tiyan.gateway.proxy;
