// The article's server as it was written, but for the port and the interval, which are arguments.
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"
)

func main() {
	interval, err := time.ParseDuration(os.Args[2])
	if err != nil {
		panic(err)
	}

	http.HandleFunc("/events", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Access-Control-Allow-Origin", "*")

		for {
			select {
			case <-r.Context().Done():
				return
			default:
				fmt.Fprintf(w, "data:Message at %v\n\n", time.Now())
				w.(http.Flusher).Flush()
				time.Sleep(interval)
			}
		}
	})

	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], nil); err != nil {
		panic(err)
	}
}
