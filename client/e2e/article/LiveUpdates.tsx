import { useEffect, useState } from 'react';

export function LiveUpdates() {
  const [messages, setMessages] = useState<string[]>([]);

  useEffect(() => {
    const eventSource = new EventSource('http://localhost:8000/events');

    eventSource.onmessage = (event) => {
      setMessages((previous) => [...previous, event.data]);
    };

    eventSource.onerror = () => {
      eventSource.close();
    };

    return () => {
      eventSource.close();
    };
  }, []);

  return (
    <div>
      <h1>Live updates from server</h1>
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
