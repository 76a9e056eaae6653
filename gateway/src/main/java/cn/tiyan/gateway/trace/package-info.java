/** One trace id per request, in the logs of every part it touches (W3C Trace Context). */
package cn.tiyan.gateway.trace;
